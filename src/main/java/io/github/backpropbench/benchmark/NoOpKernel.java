package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TwoLayers;
import org.jspecify.annotations.Nullable;

/**
 * Computes nothing, to measure the overhead of the harness. Not registered as a backend, so nobody
 * can train with it.
 */
final class NoOpKernel implements MatrixKernel<NoOpKernel.Extent> {

  /** A matrix without values. */
  record Extent(int rows, int columns) {}

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public Extent allocate(int rows, int columns) {
    return new Extent(rows, columns);
  }

  @Override
  public int rows(Extent matrix) {
    return matrix.rows;
  }

  @Override
  public int columns(Extent matrix) {
    return matrix.columns;
  }

  @Override
  public void upload(double[] rowMajor, Extent into) {}

  @Override
  public void download(Extent from, double[] rowMajor) {}

  @Override
  public void multiply(Extent a, Extent b, Extent out) {}

  @Override
  public void multiplyTransposedLeft(Extent a, Extent b, Extent out) {}

  @Override
  public void multiplyTransposedRight(Extent a, Extent b, Extent out) {}

  @Override
  public void addRow(Extent a, Extent row, Extent out) {}

  @Override
  public void relu(Extent a, Extent out) {}

  @Override
  public void reluGradient(Extent upstream, Extent input, Extent out) {}

  @Override
  public void subtract(Extent a, Extent b, Extent out) {}

  @Override
  public void scale(double factor, Extent a, Extent out) {}

  @Override
  public double sumOfSquares(Extent a) {
    return 0.0;
  }

  @Override
  public void sumRows(Extent a, Extent out) {}

  @Override
  public void addScaled(double factor, Extent a, Extent into) {}

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      Extent gradient,
      Extent firstMoment,
      Extent secondMoment,
      Extent parameter) {}

  @Override
  public void copyRows(Extent from, int[] rows, int first, Extent out) {}

  @Override
  public double crossEntropy(Extent logits, Extent target, Extent gradient) {
    return 0.0;
  }

  // The fused operations, so that a step makes as few calls as on a backend that has them.

  @Override
  public void momentumUpdate(
      double momentum, double learningRate, Extent gradient, Extent velocity, Extent parameter) {}

  @Override
  public void copy(Extent a, Extent out) {}

  @Override
  public void affine(Extent a, Extent b, @Nullable Extent row, Extent out) {}

  @Override
  public void affineRelu(Extent a, Extent b, @Nullable Extent row, Extent hidden, Extent out) {}

  @Override
  public void affineGradient(
      Extent a, Extent upstream, Extent bGradient, @Nullable Extent rowGradient) {}

  @Override
  public void reluGradientOfProduct(Extent a, Extent b, Extent input, Extent out) {}

  @Override
  public void affineBackward(
      Extent a,
      Extent upstream,
      Extent b,
      @Nullable Extent gate,
      Extent bGradient,
      @Nullable Extent rowGradient,
      Extent aGradient) {}

  @Override
  public double squaredError(Extent a, Extent b, Extent gradient) {
    return 0.0;
  }

  @Override
  public double affineSquaredError(
      Extent a, Extent b, @Nullable Extent row, Extent target, Extent out, Extent gradient) {
    return 0.0;
  }

  @Override
  public double squaredErrorGradients(Extent x, Extent target, TwoLayers<Extent> network) {
    return 0.0;
  }
}
