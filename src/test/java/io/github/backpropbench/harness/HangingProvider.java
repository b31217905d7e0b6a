package io.github.backpropbench.harness;

import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.concurrent.CountDownLatch;

/** A backend that never comes back; registered as {@link WrongProvider} is. */
public final class HangingProvider implements KernelProvider {

  @Override
  public String name() {
    return "hanging";
  }

  @Override
  public String library() {
    return "hangs on purpose";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody counts down");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }
}
