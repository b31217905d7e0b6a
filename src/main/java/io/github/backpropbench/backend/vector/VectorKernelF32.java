package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import org.jspecify.annotations.Nullable;

/** The operations on column-major matrices, each by the loops that suit its shape. */
public class VectorKernelF32 implements MatrixKernel<VectorMatrixF32> {
  private final ProductF32 product = new ProductF32();

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
  public void multiply(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    product.a.view(a);
    product.b.view(b);
    product.multiply(a.columns, out);
  }

  @Override
  public void multiplyTransposedLeft(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    product.a.viewTransposed(a);
    product.b.view(b);
    product.multiply(a.rows, out);
  }

  @Override
  public void multiplyTransposedRight(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    product.a.view(a);
    product.b.viewTransposed(b);
    product.multiply(a.columns, out);
  }

  @Override
  public void addRow(VectorMatrixF32 a, VectorMatrixF32 row, VectorMatrixF32 out) {
    RowsF32.addRow(a, row.values, out);
  }

  @Override
  public void relu(VectorMatrixF32 a, VectorMatrixF32 out) {
    ElementsF32.relu(a.values, out.values);
  }

  @Override
  public void reluGradient(VectorMatrixF32 upstream, VectorMatrixF32 input, VectorMatrixF32 out) {
    ElementsF32.reluGradient(upstream.values, input.values, out.values);
  }

  @Override
  public void subtract(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    ElementsF32.subtract(a.values, b.values, out.values);
  }

  @Override
  public void scale(double factor, VectorMatrixF32 a, VectorMatrixF32 out) {
    ElementsF32.scale((float) factor, a.values, out.values);
  }

  @Override
  public double sumOfSquares(VectorMatrixF32 a) {
    double sum = 0;
    for (int j = 0; j < a.runs(); j++) {
      sum += SumsF32.sumOfSquares(a.values, j * a.stride, a.runLength());
    }
    return sum;
  }

  @Override
  public void sumRows(VectorMatrixF32 a, VectorMatrixF32 out) {
    if (a.isRow()) {
      copy(a, out);
      return;
    }
    for (int j = 0; j < a.columns; j++) {
      out.values[j] = SumsF32.sum(a.values, j * a.stride, a.rows);
    }
  }

  @Override
  public void addScaled(double factor, VectorMatrixF32 a, VectorMatrixF32 into) {
    ElementsF32.addScaled((float) factor, a.values, into.values);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      VectorMatrixF32 gradient,
      VectorMatrixF32 firstMoment,
      VectorMatrixF32 secondMoment,
      VectorMatrixF32 parameter) {
    ElementsF32.adamUpdate(
        schedule, gradient.values, firstMoment.values, secondMoment.values, parameter.values);
  }

  @Override
  public void copy(VectorMatrixF32 a, VectorMatrixF32 out) {
    System.arraycopy(a.values, 0, out.values, 0, out.values.length);
  }

  @Override
  public void affine(
      VectorMatrixF32 a, VectorMatrixF32 b, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    product.a.view(a);
    product.b.view(b);
    product.affine(a.columns, row, out);
  }

  @Override
  public void affineRelu(
      VectorMatrixF32 a,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 row,
      VectorMatrixF32 hidden,
      VectorMatrixF32 out) {
    product.a.view(a);
    product.b.view(b);
    product.affineRelu(a.columns, row, hidden, out);
  }

  @Override
  public void reluGradientOfProduct(
      VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 input, VectorMatrixF32 out) {
    product.a.view(a);
    product.b.viewTransposed(b);
    product.reluGradient(a.columns, input, out);
  }

  @Override
  public double squaredError(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 gradient) {
    double sum = 0;
    for (int j = 0; j < a.runs(); j++) {
      sum += SumsF32.squaredError(a.values, b.values, gradient.values, j * a.stride, a.runLength());
    }
    return sum;
  }
}
