package io.github.backpropbench.backend.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TwoLayers;
import org.junit.jupiter.api.Test;

class HiddenPairTest {

  @Test
  void anInfiniteHiddenUnitHasAnInfiniteLoss() {
    assertThat(loss(new ArraysProvider().create(Precision.F32, 1))).isInfinite();
  }

  /** One sample, one input, one hidden unit, whose sum exceeds float32. */
  private static <M> double loss(MatrixKernel<M> kernel) {
    M input = filled(kernel, 1e30);
    return kernel.squaredErrorGradients(
        input,
        filled(kernel, 1),
        new TwoLayers<>(
            filled(kernel, 1e30),
            null,
            filled(kernel, 1),
            null,
            filled(kernel, 0),
            null,
            filled(kernel, 0),
            null,
            filled(kernel, 0),
            filled(kernel, 0),
            filled(kernel, 0),
            filled(kernel, 0),
            filled(kernel, 0)));
  }

  private static <M> M filled(MatrixKernel<M> kernel, double value) {
    M matrix = kernel.allocate(1, 1);
    kernel.upload(new double[] {value}, matrix);
    return matrix;
  }
}
