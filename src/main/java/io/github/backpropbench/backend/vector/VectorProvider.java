package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MachineLoops;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.Role;
import java.lang.module.ModuleFinder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Vector API. Its module is used only through {@link SpeciesF32} and the kernels. */
public final class VectorProvider implements KernelProvider {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String OPTION = "--add-modules=" + MODULE;

  /**
   * Short loops over vectors, or the methods that call them: the compiler must not inline these,
   * see the package's description.
   */
  private static final List<String> LOOPS =
      List.of(
          "ColumnDots*::dots",
          "CrossEntropy*::compute",
          "Elements*::*",
          "Rows*::addRow*",
          "Sums*::*",
          "Transpose*::square");

  /** Two float64 lanes: a narrower vector holds a single number. */
  private static final int USEFUL_BITS = 128;

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String library() {
    return "Java Vector API";
  }

  @Override
  public String licence() {
    return "Apache-2.0";
  }

  @Override
  public String source() {
    return "src/main/java/io/github/backpropbench/backend/vector/VectorKernelF32.java";
  }

  @Override
  public int interfaceVersion() {
    return INTERFACE_VERSION;
  }

  @Override
  public Role role() {
    return Role.YARDSTICK;
  }

  @Override
  public String version() {
    return "Java " + Runtime.version();
  }

  @Override
  public Map<String, String> details() {
    return Map.of("vector width", SpeciesF32.bits() + " bits");
  }

  @Override
  public Availability availability() {
    if (!isLoaded()) {
      return Availability.unavailable(
          isInstalled()
              ? "the JVM was started without " + OPTION
              : "this Java has no module " + MODULE);
    }
    int bits = SpeciesF32.bits();
    return bits < USEFUL_BITS
        ? Availability.unavailable("vectors are only " + bits + " bits wide in this JVM")
        : Availability.available();
  }

  @Override
  public List<String> jvmArguments() {
    if (!isInstalled()) {
      return List.of();
    }
    String prefix = "-XX:CompileCommand=dontinline," + getClass().getPackageName() + ".";
    return Stream.concat(
            Stream.of(OPTION, "-XX:CompileCommand=quiet"), LOOPS.stream().map(prefix::concat))
        .toList();
  }

  /**
   * Until C2 has compiled the whole of a method, each of its vectors is an object and a step takes
   * up to a thousand times as long. The method is therefore called rarely, and its compilation
   * starts late: at a batch of 4096 it ends after 0.7 to 1.0 s on a quiet machine.
   */
  @Override
  public Duration warmup() {
    return Duration.ofMillis(1200);
  }

  @Override
  public Availability availabilityOfThreads(int threads) {
    return Availability.available();
  }

  @Override
  public boolean hasMachineLoops() {
    return true;
  }

  @Override
  public MachineLoops machineLoops(int threads) {
    availability(threads).require();
    return new VectorMachineLoops(threads);
  }

  @Override
  public MatrixKernel<?> create(Precision precision, int threads) {
    availability(threads).require();
    return switch (precision) {
      case F32 -> threads == 1 ? new VectorKernelF32() : new ParallelVectorKernelF32(threads);
      case F64 -> threads == 1 ? new VectorKernelF64() : new ParallelVectorKernelF64(threads);
    };
  }

  private static boolean isLoaded() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  private static boolean isInstalled() {
    return ModuleFinder.ofSystem().find(MODULE).isPresent();
  }
}
