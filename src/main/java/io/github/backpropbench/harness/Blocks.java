package io.github.backpropbench.harness;

import io.github.backpropbench.gradient.GradientKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.optimizer.OptimizerKind;
import io.github.backpropbench.problem.NetworkShape;
import java.util.Arrays;
import java.util.List;

/** The blocks of cells from which the profiles are made, over the given backends. */
record Blocks(List<String> backends) {
  private static final List<String> PRODUCTS =
      List.of("multiply", "multiplyTransposedLeft", "multiplyTransposedRight");
  private static final List<Boolean> WITH_BIAS = List.of(true);
  private static final List<OptimizerKind> SGD = List.of(OptimizerKind.SGD);

  /** Manual gradients with and without bias, SGD. */
  Factors manual(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return block(
        benchmark, Precision.F32, shape, batches, List.of(true, false), GradientKind.MANUAL, SGD);
  }

  /** Manual gradients with bias, SGD. */
  Factors exact(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return block(benchmark, Precision.F32, shape, batches, WITH_BIAS, GradientKind.MANUAL, SGD);
  }

  /** As {@link #exact}, in float64. */
  Factors inDouble(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return block(benchmark, Precision.F64, shape, batches, WITH_BIAS, GradientKind.MANUAL, SGD);
  }

  /** Autograd with bias, with both optimizers. */
  Factors autograd(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return block(
        benchmark,
        Precision.F32,
        shape,
        batches,
        WITH_BIAS,
        GradientKind.AUTOGRAD,
        List.of(OptimizerKind.values()));
  }

  /** The three matrix products. */
  Factors products(String... sizes) {
    return new Factors(
        List.of(BenchmarkKind.KERNEL),
        backends,
        List.of(Precision.F32),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        PRODUCTS,
        List.of(sizes));
  }

  /** Every level of every factor. */
  Factors everything() {
    return new Factors(
        List.of(BenchmarkKind.values()),
        backends,
        List.of(Precision.values()),
        List.of(Profile.EXPERIMENT, Profile.MEDIUM, new NetworkShape(1000, 100, 10)),
        List.of(1, 8, 64, 512, 4096),
        List.of(true, false),
        List.of(GradientKind.values()),
        List.of(OptimizerKind.values()),
        Levels.OPERATIONS,
        Levels.SIZES);
  }

  private Factors block(
      BenchmarkKind benchmark,
      Precision precision,
      NetworkShape shape,
      Integer[] batches,
      List<Boolean> bias,
      GradientKind gradient,
      List<OptimizerKind> optimizers) {
    return new Factors(
        List.of(benchmark),
        backends,
        List.of(precision),
        List.of(shape),
        Arrays.asList(batches),
        bias,
        List.of(gradient),
        optimizers,
        List.of(),
        List.of());
  }
}
