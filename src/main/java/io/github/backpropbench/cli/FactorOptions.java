package io.github.backpropbench.cli;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.training.ExperimentMethod;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The factors of a run of one's own cells: every combination is measured. */
final class FactorOptions {
  static final String HEADING = "%nCells of your own (each list is separated by commas):%n";

  @Option(
      names = "--benchmarks",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description =
          "kernel, forward, backward, training-step, convergence, and the controls calibration,"
              + " adapter-overhead, harness-floor, peak, bandwidth; default training-step")
  private List<BenchmarkKind> benchmarks = List.of();

  @Option(
      names = "--precisions",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description = "f32, f64; default f32")
  private List<Precision> precisions = List.of();

  @Option(
      names = "--shapes",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "SHAPE,…",
      description = "inputs-hidden-outputs; default 3-2-1")
  private List<NetworkShape> shapes = List.of();

  @Option(
      names = "--batches",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "N,…",
      converter = Converters.Positive.class,
      description = "samples a step; default 64")
  private List<Integer> batches = List.of();

  @Option(
      names = "--bias",
      arity = "1",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "BOOLEAN,…",
      converter = Converters.Truth.class,
      description = "true, false; default true")
  private List<Boolean> bias = List.of();

  @Option(
      names = "--gradients",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description = "manual, notebook, autograd; default manual")
  private List<GradientKind> gradients = List.of();

  @Option(
      names = "--optimizers",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description = "sgd, adam; default sgd")
  private List<OptimizerKind> optimizers = List.of();

  @Option(
      names = "--operations",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description = "of the kernel benchmark; default its three products")
  private List<String> operations = List.of();

  @Option(
      names = "--sizes",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "SIZE,…",
      description = "of the kernel benchmark, mxkxn; default 64x3x2")
  private List<String> sizes = List.of();

  /** Whether any factor was given. */
  boolean given() {
    return Stream.of(
            benchmarks, precisions, shapes, batches, bias, gradients, optimizers, operations, sizes)
        .anyMatch(values -> !values.isEmpty());
  }

  /**
   * The given factors over the backends, with the defaults of those that were not given.
   *
   * @throws IllegalArgumentException if there is no such operation or size
   */
  Factors factors(List<String> backends) {
    return new Factors(
        benchmarks(),
        backends,
        or(precisions, Precision.F32),
        List.of(1),
        or(shapes, ExperimentMethod.SHAPE),
        or(batches, ExperimentMethod.BATCH),
        or(bias, true),
        or(gradients, GradientKind.MANUAL),
        or(optimizers, OptimizerKind.SGD),
        or(operations, "multiply", "multiplyTransposedLeft", "multiplyTransposedRight"),
        or(sizes, "64x3x2"));
  }

  private List<BenchmarkKind> benchmarks() {
    boolean ofKernel = !operations.isEmpty() || !sizes.isEmpty();
    if (ofKernel && !benchmarks.isEmpty() && !benchmarks.contains(BenchmarkKind.KERNEL)) {
      throw new UserException(
          "--operations and --sizes are those of the kernel benchmark, which --benchmarks does not"
              + " name");
    }
    return or(benchmarks, ofKernel ? BenchmarkKind.KERNEL : BenchmarkKind.TRAINING_STEP);
  }

  @SafeVarargs
  private static <T> List<T> or(List<T> given, T... defaults) {
    return given.isEmpty() ? List.of(defaults) : given;
  }
}
