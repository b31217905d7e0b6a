package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.ElementLoopsF32;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.ReluMask;
import io.github.backpropbench.kernel.RowLoopsF32;

/**
 * The operations as loops over flat arrays. An element-wise loop has one index for all its arrays,
 * which is the form that C2 vectorizes.
 */
public final class ArraysKernelF32 implements MatrixKernel<ArraysMatrixF32> {
  private final ProductF32 product = new ProductF32();
  private final RowsF32 rows = new RowsF32();

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
    product.a.view(a);
    product.b.view(b);
    product.c.view(out);
    product.multiply(a.rows, a.columns, b.columns);
  }

  @Override
  public void multiplyTransposedLeft(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 out) {
    product.a.viewTransposed(a);
    product.b.view(b);
    product.c.view(out);
    product.multiply(a.columns, a.rows, b.columns);
  }

  @Override
  public void multiplyTransposedRight(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 out) {
    product.a.view(a);
    product.b.viewTransposed(b);
    product.c.view(out);
    product.multiply(a.rows, a.columns, b.rows);
  }

  @Override
  public void addRow(ArraysMatrixF32 a, ArraysMatrixF32 row, ArraysMatrixF32 out) {
    rows.addRow(a, row, out);
  }

  @Override
  public void relu(ArraysMatrixF32 a, ArraysMatrixF32 out) {
    float[] from = a.values;
    float[] into = out.values;
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(from[i], 0);
    }
  }

  @Override
  public void reluGradient(ArraysMatrixF32 upstream, ArraysMatrixF32 input, ArraysMatrixF32 out) {
    float[] gradient = upstream.values;
    float[] x = input.values;
    float[] into = out.values;
    for (int i = 0; i < into.length; i++) {
      into[i] = ReluMask.pass(gradient[i], x[i]);
    }
  }

  @Override
  public void subtract(ArraysMatrixF32 a, ArraysMatrixF32 b, ArraysMatrixF32 out) {
    float[] left = a.values;
    float[] right = b.values;
    float[] into = out.values;
    for (int i = 0; i < into.length; i++) {
      into[i] = left[i] - right[i];
    }
  }

  @Override
  public void scale(double factor, ArraysMatrixF32 a, ArraysMatrixF32 out) {
    float scalar = (float) factor;
    float[] from = a.values;
    float[] into = out.values;
    for (int i = 0; i < into.length; i++) {
      into[i] = scalar * from[i];
    }
  }

  @Override
  public double sumOfSquares(ArraysMatrixF32 a) {
    return rows.sumOfSquares(a);
  }

  @Override
  public void sumRows(ArraysMatrixF32 a, ArraysMatrixF32 out) {
    rows.sumRows(a, out);
  }

  @Override
  public void addScaled(double factor, ArraysMatrixF32 a, ArraysMatrixF32 into) {
    float scalar = (float) factor;
    float[] from = a.values;
    float[] sum = into.values;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += scalar * from[i];
    }
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      ArraysMatrixF32 gradient,
      ArraysMatrixF32 firstMoment,
      ArraysMatrixF32 secondMoment,
      ArraysMatrixF32 parameter) {
    float firstRate = (float) (1 - schedule.beta1());
    float secondDecay = (float) schedule.beta2();
    float secondRate = (float) (1 - schedule.beta2());
    // m / (√v/c + ε) = c·m / (√v + c·ε), with one division less.
    float step = (float) (schedule.stepSize() * schedule.rootCorrection());
    float epsilon = (float) (schedule.epsilon() * schedule.rootCorrection());
    float decay = (float) schedule.decay();
    float[] g = gradient.values;
    float[] m = firstMoment.values;
    float[] v = secondMoment.values;
    float[] p = parameter.values;
    for (int i = 0; i < p.length; i++) {
      m[i] += firstRate * (g[i] - m[i]);
      v[i] = secondDecay * v[i] + secondRate * g[i] * g[i];
      p[i] = decay * p[i] - step * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
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
}
