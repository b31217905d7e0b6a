package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.ElementLoopsF32;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.RowLoopsF32;
import io.github.backpropbench.kernel.RowSumsF32;
import io.github.backpropbench.kernel.TwoLayers;
import org.jspecify.annotations.Nullable;

/**
 * The operations as loops over flat arrays. An element-wise loop has one index for all its arrays,
 * which is the form that C2 vectorizes.
 */
public final class ArraysKernelF32 implements MatrixKernel<ArraysMatrixF32> {
  /**
   * From more inputs than this on, sums that start from the bias gain nothing, or lose a little.
   */
  private static final int DEEP = 64;

  private final ProductF32 product = new ProductF32();
  private final RowSumsF32 rows = new RowSumsF32();

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public ArraysMatrixF32 allocate(int rows, int columns) {
    return new ArraysMatrixF32(rows, columns);
  }

  @Override
  public int rows(ArraysMatrixF32 matrix) {
    return matrix.rows;
  }

  @Override
  public int columns(ArraysMatrixF32 matrix) {
    return matrix.columns;
  }

  @Override
  public void upload(double[] rowMajor, ArraysMatrixF32 into) {
    for (int i = 0; i < rowMajor.length; i++) {
      into.values[i] = (float) rowMajor[i];
    }
  }

  @Override
  public void download(ArraysMatrixF32 from, double[] rowMajor) {
    for (int i = 0; i < rowMajor.length; i++) {
      rowMajor[i] = from.values[i];
    }
  }

  @Override
  public void multiply(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 out) {
    affine(a, b, null, out);
  }

  @Override
  public void multiplyTransposedLeft(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 out) {
    if (NarrowGradientF32.suits(a, b)) {
      NarrowGradientF32.compute(a, b, out, null);
      return;
    }
    product.a.viewTransposed(a);
    product.b.view(b);
    product.start.viewRepeated(null);
    product.c.view(out);
    product.multiply(a.columns, a.rows, b.columns);
  }

  @Override
  public void multiplyTransposedRight(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 out) {
    product.a.view(a);
    product.b.viewTransposed(b);
    product.start.viewRepeated(null);
    product.c.view(out);
    product.multiply(a.rows, a.columns, b.rows);
  }

  @Override
  public void addRow(ArraysMatrixF32 a, ArraysMatrixF32 row, ArraysMatrixF32 out) {
    rows.addRow(a.values, row.values, out.values, a.columns);
  }

  @Override
  public void relu(ArraysMatrixF32 a, ArraysMatrixF32 out) {
    ElementLoopsF32.relu(a.values, out.values);
  }

  @Override
  public void reluGradient(ArraysMatrixF32 upstream, ArraysMatrixF32 input, ArraysMatrixF32 out) {
    ElementLoopsF32.reluGradient(upstream.values, input.values, out.values);
  }

  @Override
  public void subtract(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 out) {
    ElementLoopsF32.subtract(a.values, b.values, out.values);
  }

  @Override
  public void scale(double factor, ArraysMatrixF32 a, ArraysMatrixF32 out) {
    ElementLoopsF32.scale((float) factor, a.values, out.values);
  }

  @Override
  public double sumOfSquares(ArraysMatrixF32 a) {
    return rows.sumOfSquares(a.values);
  }

  @Override
  public void sumRows(ArraysMatrixF32 a, ArraysMatrixF32 out) {
    rows.sumRows(a.values, out.values, a.columns);
  }

  @Override
  public void addScaled(double factor, ArraysMatrixF32 a, ArraysMatrixF32 into) {
    ElementLoopsF32.addScaled((float) factor, a.values, into.values);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      ArraysMatrixF32 gradient,
      ArraysMatrixF32 firstMoment,
      ArraysMatrixF32 secondMoment,
      ArraysMatrixF32 parameter) {
    ElementLoopsF32.adamUpdate(
        schedule, gradient.values, firstMoment.values, secondMoment.values, parameter.values);
  }

  @Override
  public void momentumUpdate(
      double momentum,
      double learningRate,
      ArraysMatrixF32 gradient,
      ArraysMatrixF32 velocity,
      ArraysMatrixF32 parameter) {
    ElementLoopsF32.momentumUpdate(
        (float) momentum, (float) learningRate, gradient.values, velocity.values, parameter.values);
  }

  @Override
  public void copyRows(ArraysMatrixF32 from, int[] rows, int first, ArraysMatrixF32 out) {
    RowLoopsF32.copyRows(from.values, rows, first, out.values, out.rows, out.columns);
  }

  @Override
  public double crossEntropy(
      ArraysMatrixF32 logits, ArraysMatrixF32 target, ArraysMatrixF32 gradient) {
    return RowLoopsF32.crossEntropy(
        logits.values,
        target.values,
        gradient.values,
        logits.rows,
        logits.columns,
        logits.columns,
        1);
  }

  @Override
  public void copy(ArraysMatrixF32 a, ArraysMatrixF32 out) {
    System.arraycopy(a.values, 0, out.values, 0, out.values.length);
  }

  @Override
  public void affine(
      ArraysMatrixF32 a, ArraysMatrixF32 b, @Nullable ArraysMatrixF32 row, ArraysMatrixF32 out) {
    if (row != null && a.columns > DEEP) {
      MatrixKernel.super.affine(a, b, row, out);
      return;
    }
    product.a.view(a);
    product.b.view(b);
    product.start.viewRepeated(row);
    product.c.view(out);
    product.multiply(a.rows, a.columns, b.columns);
  }

  @Override
  public void affineGradient(
      ArraysMatrixF32 a,
      ArraysMatrixF32 upstream,
      ArraysMatrixF32 bGradient,
      @Nullable ArraysMatrixF32 rowGradient) {
    if (NarrowGradientF32.suits(a, upstream)) {
      NarrowGradientF32.compute(a, upstream, bGradient, rowGradient);
    } else {
      MatrixKernel.super.affineGradient(a, upstream, bGradient, rowGradient);
    }
  }

  @Override
  public void affineBackward(
      ArraysMatrixF32 a,
      ArraysMatrixF32 upstream,
      ArraysMatrixF32 b,
      @Nullable ArraysMatrixF32 gate,
      ArraysMatrixF32 bGradient,
      @Nullable ArraysMatrixF32 rowGradient,
      ArraysMatrixF32 aGradient) {
    if (gate != null && NarrowBackwardF32.suits(a, upstream)) {
      NarrowBackwardF32.compute(a, upstream, b, gate, bGradient, rowGradient, aGradient);
    } else {
      MatrixKernel.super.affineBackward(a, upstream, b, gate, bGradient, rowGradient, aGradient);
    }
  }

  @Override
  public double squaredError(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 gradient) {
    ElementLoopsF32.squaredErrorGradient(a.values, b.values, gradient.values);
    return rows.sumOfSquares(gradient.values) / 4;
  }

  @Override
  public double squaredErrorGradients(
      ArraysMatrixF32 x, ArraysMatrixF32 target, TwoLayers<ArraysMatrixF32> network) {
    return HiddenPairF32.suits(x, target, network)
        ? HiddenPairF32.compute(x, target, network)
        : MatrixKernel.super.squaredErrorGradients(x, target, network);
  }
}
