package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.AdapterOverheadBenchmark;
import io.github.backpropbench.benchmark.CalibrationBenchmark;
import io.github.backpropbench.benchmark.KernelBenchmark;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** The levels of the factors that one benchmark alone has, as its {@code @Param}s have them. */
final class Levels {
  static final List<String> OPERATIONS = of(KernelBenchmark.class, "operation");
  static final List<String> SIZES = of(KernelBenchmark.class, "size");
  static final List<String> ARMS = of(CalibrationBenchmark.class, "arm");
  static final List<String> PATHS = of(AdapterOverheadBenchmark.class, "path");

  /** The backends for which a step is written directly against the library. */
  static final List<String> DIRECT_BACKENDS = of(AdapterOverheadBenchmark.class, "backend");

  private Levels() {}

  private static List<String> of(Class<?> benchmark, String field) {
    try {
      return List.of(benchmark.getField(field).getAnnotation(Param.class).value());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(benchmark + " has no factor " + field, e);
    }
  }
}
