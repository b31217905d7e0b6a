package io.github.backpropbench.training;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Parameters;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parameters on plain row-major arrays.
 *
 * @param w1 inputs × hidden
 * @param b1 hidden; null without bias
 * @param w2 hidden × outputs
 * @param b2 outputs; null without bias
 */
public record TrainedParameters(
    double[] w1, double @Nullable [] b1, double[] w2, double @Nullable [] b2) {

  /** Downloads what the matrices hold now. */
  public static <M> TrainedParameters of(MatrixKernel<M> kernel, Parameters<M> parameters) {
    M b1 = parameters.b1();
    M b2 = parameters.b2();
    return new TrainedParameters(
        download(kernel, parameters.w1()),
        b1 == null ? null : download(kernel, b1),
        download(kernel, parameters.w2()),
        b2 == null ? null : download(kernel, b2));
  }

  private static <M> double[] download(MatrixKernel<M> kernel, M matrix) {
    double[] rowMajor = new double[kernel.rows(matrix) * kernel.columns(matrix)];
    kernel.download(matrix, rowMajor);
    return rowMajor;
  }

  /** Whether no value is NaN or infinite. */
  public boolean isFinite() {
    return Stream.of(w1, b1 == null ? new double[0] : b1, w2, b2 == null ? new double[0] : b2)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }
}
