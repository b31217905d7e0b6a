package io.github.backpropbench.backend.blas;

import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenBLAS. Its binding's classes are touched only through {@link OpenBlas}. */
public final class BlasProvider implements KernelProvider {
  /** The first Java that warns about native access unless it is enabled. */
  private static final int FIRST_TO_WARN = 22;

  private static final String KERNELS_VARIABLE = "OPENBLAS_CORETYPE";

  @Override
  public String name() {
    return "blas";
  }

  @Override
  public String library() {
    return "OpenBLAS";
  }

  @Override
  public String licence() {
    return "BSD-3-Clause";
  }

  @Override
  public String source() {
    return "src/main/java/io/github/backpropbench/backend/blas/BlasKernelF32.java";
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public String version() {
    return OpenBlas.missing().isEmpty() ? OpenBlas.require().identity().version() : "none";
  }

  @Override
  public Availability availability() {
    return Availability.of(OpenBlas.missing());
  }

  @Override
  public Map<String, String> details() {
    OpenBlas library = OpenBlas.require();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("native library", library.identity().file());
    details.put("build options", String.join(" ", library.identity().options()));
    details.put("kernels", library.identity().kernels() + whoseChoice());
    details.put("binding", Binding.inUse().description());
    return details;
  }

  private static String whoseChoice() {
    return System.getenv(KERNELS_VARIABLE) == null ? "" : ", chosen by " + KERNELS_VARIABLE;
  }

  @Override
  public List<String> warnings() {
    String chosen = System.getenv(KERNELS_VARIABLE);
    if (chosen == null || !OpenBlas.missing().isEmpty()) {
      return List.of();
    }
    return List.of(
        "The environment's "
            + KERNELS_VARIABLE
            + "="
            + chosen
            + " keeps OpenBLAS from choosing its kernels for this processor; unset it to measure"
            + " the library at its best.");
  }

  @Override
  public List<String> artifacts() {
    return List.of("blas", "arpack_combined_all", "jna");
  }

  @Override
  public List<String> jvmArguments() {
    return Runtime.version().feature() < FIRST_TO_WARN
        ? List.of()
        : List.of("--enable-native-access=ALL-UNNAMED");
  }

  @Override
  public Availability availabilityOfThreads(int threads) {
    return Availability.of(OpenBlas.require().threads().refusal(threads));
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    availability(threads).require();
    return switch (precision) {
      case F32 -> new BlasKernelF32(threads);
      case F64 -> new BlasKernelF64(threads);
    };
  }
}
