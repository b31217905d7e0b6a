package io.github.backpropbench.cli;

import io.github.backpropbench.backend.arrays.ArraysProvider;
import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.List;

/**
 * A backend that works only in a JVM with an incubator module; registered only where {@code
 * src/test/needy-backend} is.
 */
public final class NeedyProvider implements KernelProvider {
  private static final String MODULE = "jdk.incubator.vector";

  @Override
  public String name() {
    return "needy";
  }

  @Override
  public String library() {
    return "needs a module";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Availability availability() {
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? Availability.available()
        : Availability.unavailable("the module is not there");
  }

  @Override
  public List<String> jvmArguments() {
    return List.of("--add-modules", MODULE);
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    if (!availability().isAvailable()) {
      throw new IllegalStateException(availability().reason());
    }
    return new ArraysProvider().create(precision);
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }
}
