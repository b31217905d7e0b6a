package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;

/** Allocation of column-major matrices, and copies from, to and between them. */
abstract class VectorStorageF32 implements MatrixKernel<VectorMatrixF32> {

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public VectorMatrixF32 allocate(int rows, int columns) {
    return new VectorMatrixF32(rows, columns);
  }

  @Override
  public int rows(VectorMatrixF32 matrix) {
    return matrix.rows;
  }

  @Override
  public int columns(VectorMatrixF32 matrix) {
    return matrix.columns;
  }

  @Override
  public void upload(double[] rowMajor, VectorMatrixF32 into) {
    for (int j = 0; j < into.columns; j++) {
      for (int i = 0; i < into.rows; i++) {
        into.values[i + j * into.stride] = (float) rowMajor[i * into.columns + j];
      }
    }
  }

  @Override
  public void download(VectorMatrixF32 from, double[] rowMajor) {
    for (int j = 0; j < from.columns; j++) {
      for (int i = 0; i < from.rows; i++) {
        rowMajor[i * from.columns + j] = from.values[i + j * from.stride];
      }
    }
  }

  @Override
  public void copy(VectorMatrixF32 a, VectorMatrixF32 out) {
    System.arraycopy(a.values, 0, out.values, 0, out.values.length);
  }

  @Override
  public void copyRows(VectorMatrixF32 from, int[] rows, int first, VectorMatrixF32 out) {
    if (out.isRow()) {
      copyRow(from.values, rows[first], from.stride, out.values, out.columns);
      return;
    }
    for (int j = 0; j < out.columns; j++) {
      copyColumn(from.values, j * from.stride, rows, first, out.values, j * out.stride, out.rows);
    }
  }

  private static void copyRow(float[] from, int row, int stride, float[] out, int columns) {
    int at = row;
    for (int j = 0; j < columns; j++) {
      out[j] = from[at];
      at += stride;
    }
  }

  private static void copyColumn(
      float[] from, int column, int[] rows, int first, float[] out, int to, int count) {
    for (int i = 0; i < count; i++) {
      out[to + i] = from[column + rows[first + i]];
    }
  }
}
