package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.ProductSize;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import java.util.Arrays;
import java.util.List;

/** The blocks of cells from which the profiles are made, over the given backends. */
record Blocks(List<String> backends) {
  /** What backends are compared with, and so what is known best. */
  private static final String BASELINE = "arrays";

  private static final List<Integer> ONE_THREAD = List.of(1);
  private static final List<Boolean> WITH_BIAS = List.of(true);
  private static final List<Boolean> WITH_AND_WITHOUT_BIAS = List.of(true, false);
  private static final List<GradientKind> MANUAL = List.of(GradientKind.MANUAL);
  private static final List<OptimizerKind> SGD = List.of(OptimizerKind.SGD);
  private static final List<OptimizerKind> BOTH_OPTIMIZERS = List.of(OptimizerKind.values());

  /** Manual gradients with and without bias, SGD. */
  Factors manual(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, Precision.F32, shape, batches, WITH_AND_WITHOUT_BIAS, MANUAL, SGD);
  }

  /** Manual gradients with bias, SGD. */
  Factors exact(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, Precision.F32, shape, batches, WITH_BIAS, MANUAL, SGD);
  }

  /** As {@link #exact}, in float64. */
  Factors inDouble(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, Precision.F64, shape, batches, WITH_BIAS, MANUAL, SGD);
  }

  /** Autograd with bias, with both optimizers. */
  Factors autograd(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    List<GradientKind> autograd = List.of(GradientKind.AUTOGRAD);
    return network(benchmark, Precision.F32, shape, batches, WITH_BIAS, autograd, BOTH_OPTIMIZERS);
  }

  /** All gradients and optimizers, with and without bias. */
  Factors everyMethod(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(
        benchmark,
        Precision.F32,
        shape,
        batches,
        WITH_AND_WITHOUT_BIAS,
        List.of(GradientKind.values()),
        BOTH_OPTIMIZERS);
  }

  /** The three matrix products. */
  Factors products(String... sizes) {
    return kernel(ProductSize.PRODUCTS, List.of(sizes));
  }

  /** Every kernel operation at every size. */
  Factors everyOperation() {
    return kernel(Levels.OPERATIONS, Levels.SIZES);
  }

  /** One cell against itself: the experiment's, on plain arrays where they are measured. */
  Factors calibration() {
    String backend = backends.contains(BASELINE) ? BASELINE : backends.get(0);
    return new Blocks(List.of(backend)).exact(BenchmarkKind.CALIBRATION, Profile.EXPERIMENT, 64);
  }

  /** What the machine can do at most, on the threads that backends are measured on. */
  Factors machine() {
    return new Factors(
        List.of(BenchmarkKind.PEAK, BenchmarkKind.BANDWIDTH),
        backends,
        List.of(Precision.values()),
        ONE_THREAD,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** What the kernel interface costs at a network, for the backends that have a direct step. */
  Factors overhead(NetworkShape shape) {
    return exact(BenchmarkKind.ADAPTER_OVERHEAD, shape, 64);
  }

  /** A training step that computes nothing. */
  Factors floor() {
    return network(
        BenchmarkKind.HARNESS_FLOOR,
        Precision.F32,
        Profile.EXPERIMENT,
        new Integer[] {64},
        WITH_BIAS,
        List.of(GradientKind.MANUAL, GradientKind.AUTOGRAD),
        SGD);
  }

  private Factors kernel(List<String> operations, List<String> sizes) {
    return new Factors(
        List.of(BenchmarkKind.KERNEL),
        backends,
        List.of(Precision.F32),
        ONE_THREAD,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        operations,
        sizes);
  }

  private Factors network(
      BenchmarkKind benchmark,
      Precision precision,
      NetworkShape shape,
      Integer[] batches,
      List<Boolean> bias,
      List<GradientKind> gradients,
      List<OptimizerKind> optimizers) {
    return new Factors(
        List.of(benchmark),
        backends,
        List.of(precision),
        ONE_THREAD,
        List.of(shape),
        Arrays.asList(batches),
        bias,
        gradients,
        optimizers,
        List.of(),
        List.of());
  }
}
