package io.github.backpropbench.harness;

import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;

/** A backend that takes its JVM down; registered as {@link WrongProvider} is. */
public final class CrashingProvider implements KernelProvider {

  @Override
  public String name() {
    return "crashing";
  }

  @Override
  public String library() {
    return "crashes on purpose";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    Runtime.getRuntime().halt(134); // as a shell sees an abort
    throw new IllegalStateException("the JVM has halted");
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }
}
