package io.github.backpropbench.harness;

import io.github.backpropbench.convergence.Protocol;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of cells that make up the profiles, over the given backends. Unless a block says
 * otherwise, its networks are trained in float32 with manual gradients, SGD and a bias.
 */
record Blocks(List<String> backends) {
  private static final Integer[] ONE_BATCH = {64};
  private static final String DIGITS = "digits";

  /** The first backends only, for what would take too long with all of them. */
  Blocks first(int count) {
    return new Blocks(backends.subList(0, Math.min(count, backends.size())));
  }

  /** Networks of one shape at some batches. */
  Factors network(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return of(benchmark).with(Factor.SHAPE, shape).with(Factor.BATCH, (Object[]) batches);
  }

  /** Classifiers of one shape, as people train them: with the cross-entropy and Adam. */
  Factors classifier(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, shape, batches)
        .with(Factor.LOSS, LossKind.CROSS_ENTROPY)
        .with(Factor.OPTIMIZER, OptimizerKind.ADAM);
  }

  /**
   * Trainings of the classifier of digits to the protocol's target, each method at its best rate.
   */
  Factors toTarget(int seeds, Integer... batches) {
    return network(BenchmarkKind.CONVERGENCE, Profile.CLASSIFIER, batches)
        .with(Factor.LOSS, LossKind.CROSS_ENTROPY)
        .with(Factor.FEED, FeedKind.SHUFFLED)
        .with(Factor.DATA, DIGITS)
        .with(
            Factor.TARGET,
            Protocol.current()
                .target(DIGITS, Profile.CLASSIFIER, LossKind.CROSS_ENTROPY)
                .orElseThrow()
                .label())
        .with(Factor.SEEDS, seeds);
  }

  /** With and without bias. */
  Factors bothBiases(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, shape, batches).with(Factor.BIAS, true, false);
  }

  /** In float64. */
  Factors float64(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, shape, batches).with(Factor.PRECISION, Precision.F64);
  }

  /** Eager autograd, with the original's optimizers. */
  Factors autograd(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, shape, batches)
        .with(Factor.GRADIENT, GradientKind.AUTOGRAD)
        .with(Factor.OPTIMIZER, OptimizerKind.SGD, OptimizerKind.ADAM);
  }

  /** Traced autograd. */
  Factors graph(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, shape, batches).with(Factor.GRADIENT, GradientKind.GRAPH);
  }

  /** Without fused operations. */
  Factors unfused(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return network(benchmark, shape, batches).with(Factor.FUSION, FusionKind.OFF);
  }

  /** Every gradient and optimizer, with and without bias. */
  Factors everyMethod(BenchmarkKind benchmark, NetworkShape shape, Integer... batches) {
    return bothBiases(benchmark, shape, batches)
        .with(Factor.GRADIENT, GradientKind.OF_KERNELS)
        .with(Factor.OPTIMIZER, OptimizerKind.SGD, OptimizerKind.ADAM);
  }

  /** The three matrix products. */
  Factors products(String... sizes) {
    return of(BenchmarkKind.KERNEL)
        .with(Factor.OPERATION, ProductSize.PRODUCTS)
        .with(Factor.SIZE, (Object[]) sizes);
  }

  /** Every kernel operation at every size, those that a backend can fuse also op by op. */
  Factors everyOperation() {
    return of(BenchmarkKind.KERNEL)
        .with(Factor.OPERATION, BenchmarkKind.KERNEL.declared(Factor.OPERATION))
        .with(Factor.FUSION, (Object[]) FusionKind.values())
        .with(Factor.SIZE, BenchmarkKind.KERNEL.declared(Factor.SIZE));
  }

  /**
   * Cells against themselves, short and long ones: the experiment's, on plain arrays where they are
   * measured.
   */
  Factors calibration() {
    String baseline = Factor.BACKEND.baseline();
    String backend = backends.contains(baseline) ? baseline : backends.get(0);
    return new Blocks(List.of(backend))
        .network(BenchmarkKind.CALIBRATION, Profile.EXPERIMENT, 1, 64, 4096);
  }

  /** The machine's limits, on the numbers of threads that backends are measured on. */
  Factors machine() {
    return Factors.of(List.of(BenchmarkKind.PEAK, BenchmarkKind.BANDWIDTH), backends)
        .with(Factor.PRECISION, (Object[]) Precision.values());
  }

  /** What the kernel interface costs, for the backends that have a direct step. */
  Factors overhead(NetworkShape shape) {
    return network(BenchmarkKind.ADAPTER_OVERHEAD, shape, ONE_BATCH);
  }

  /** A training step that computes nothing. */
  Factors floor() {
    return of(BenchmarkKind.HARNESS_FLOOR).with(Factor.GRADIENT, GradientKind.EXACT);
  }

  /** What a call of a native library costs, where the backend that has one is measured. */
  Factors nativeCall() {
    List<String> natives = new ArrayList<>(BenchmarkKind.NATIVE_CALL.declared(Factor.BACKEND));
    natives.retainAll(backends);
    return Factors.of(List.of(BenchmarkKind.NATIVE_CALL), natives);
  }

  private Factors of(BenchmarkKind benchmark) {
    return Factors.of(List.of(benchmark), backends);
  }
}
