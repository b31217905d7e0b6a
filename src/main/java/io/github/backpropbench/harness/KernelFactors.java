package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.KernelBenchmark;
import java.util.List;
import org.openjdk.jmh.annotations.Param;

/** The levels of the kernel benchmark's own factors, as its {@code @Param}s have them. */
public final class KernelFactors {
  public static final List<String> OPERATIONS = levels("operation");
  public static final List<String> SIZES = levels("size");

  private KernelFactors() {}

  private static List<String> levels(String field) {
    try {
      return List.of(KernelBenchmark.class.getField(field).getAnnotation(Param.class).value());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("the kernel benchmark has no factor " + field, e);
    }
  }
}
