package io.github.backpropbench.harness;

import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.kernel.WrongKernel;

/** A backend that is wrong on purpose; registered only where {@code src/test/wrong-backend} is. */
public final class WrongProvider implements KernelProvider {

  @Override
  public String name() {
    return "wrong";
  }

  @Override
  public String library() {
    return "wrong on purpose";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    return TestKernels.wrong(WrongKernel.Fault.RELU_GRADIENT, precision);
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }
}
