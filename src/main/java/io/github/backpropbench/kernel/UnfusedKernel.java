package io.github.backpropbench.kernel;

/**
 * A kernel without its own fused operations. The primitive ones and {@link #copy} are passed on;
 * every combination of them is the interface's default, which calls one primitive operation after
 * the other. The gain from fusion is the difference from the wrapped kernel.
 *
 * @param <M> the matrix type of the kernel behind
 */
public final class UnfusedKernel<M> implements MatrixKernel<M> {
  private final MatrixKernel<M> kernel;

  public UnfusedKernel(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  @Override
  public Precision precision() {
    return kernel.precision();
  }

  @Override
  public M allocate(int rows, int columns) {
    return kernel.allocate(rows, columns);
  }

  @Override
  public int rows(M matrix) {
    return kernel.rows(matrix);
  }

  @Override
  public int columns(M matrix) {
    return kernel.columns(matrix);
  }

  @Override
  public void upload(double[] rowMajor, M into) {
    kernel.upload(rowMajor, into);
  }

  @Override
  public void download(M from, double[] rowMajor) {
    kernel.download(from, rowMajor);
  }

  @Override
  public void multiply(M a, M b, M out) {
    kernel.multiply(a, b, out);
  }

  @Override
  public void multiplyTransposedLeft(M a, M b, M out) {
    kernel.multiplyTransposedLeft(a, b, out);
  }

  @Override
  public void multiplyTransposedRight(M a, M b, M out) {
    kernel.multiplyTransposedRight(a, b, out);
  }

  @Override
  public void addRow(M a, M row, M out) {
    kernel.addRow(a, row, out);
  }

  @Override
  public void relu(M a, M out) {
    kernel.relu(a, out);
  }

  @Override
  public void reluGradient(M upstream, M input, M out) {
    kernel.reluGradient(upstream, input, out);
  }

  @Override
  public void subtract(M a, M b, M out) {
    kernel.subtract(a, b, out);
  }

  @Override
  public void scale(double factor, M a, M out) {
    kernel.scale(factor, a, out);
  }

  @Override
  public double sumOfSquares(M a) {
    return kernel.sumOfSquares(a);
  }

  @Override
  public void sumRows(M a, M out) {
    kernel.sumRows(a, out);
  }

  @Override
  public void addScaled(double factor, M a, M into) {
    kernel.addScaled(factor, a, into);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule, M gradient, M firstMoment, M secondMoment, M parameter) {
    kernel.adamUpdate(schedule, gradient, firstMoment, secondMoment, parameter);
  }

  @Override
  public void copyRows(M from, int[] rows, int first, M out) {
    kernel.copyRows(from, rows, first, out);
  }

  @Override
  public double crossEntropy(M logits, M target, M gradient) {
    return kernel.crossEntropy(logits, target, gradient);
  }

  @Override
  public void copy(M a, M out) {
    kernel.copy(a, out);
  }
}
