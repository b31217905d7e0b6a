package template;

import io.github.backpropbench.kernel.RowMajorKernelF32;

/**
 * Put your library's matrix for Matrix, and its products for the loops; for float64, F64 and
 * double. Override whatever else it does faster. With other storage, implement all of MatrixKernel.
 */
final class TemplateKernel extends RowMajorKernelF32<TemplateKernel.Matrix> {
  record Matrix(int rows, int columns, float[] values) {}

  @Override
  public Matrix allocate(int rows, int columns) {
    return new Matrix(rows, columns, new float[rows * columns]);
  }

  @Override
  public int columns(Matrix matrix) {
    return matrix.columns;
  }

  @Override
  protected float[] array(Matrix matrix, int row) {
    return matrix.values; // for an array per row: matrix.values[row]; then override arrays, too
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix out) {
    multiply(a.values, a.columns, 1, b.values, b.columns, 1, a.columns, out);
  }

  @Override
  public void multiplyTransposedLeft(Matrix a, Matrix b, Matrix out) {
    multiply(a.values, 1, a.columns, b.values, b.columns, 1, a.rows, out);
  }

  @Override
  public void multiplyTransposedRight(Matrix a, Matrix b, Matrix out) {
    multiply(a.values, a.columns, 1, b.values, 1, b.columns, a.columns, out);
  }

  private static void multiply(
      float[] a, int aRow, int aColumn, float[] b, int bRow, int bColumn, int depth, Matrix out) {
    for (int at = 0; at < out.values.length; at++) {
      float sum = 0;
      for (int p = 0; p < depth; p++) {
        sum += a[at / out.columns * aRow + p * aColumn] * b[p * bRow + at % out.columns * bColumn];
      }
      out.values[at] = sum; // overwrites: an operation never adds to what was there
    }
  }
}
