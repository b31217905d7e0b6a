package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.KernelBenchmark;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.Optional;

/** Why some combinations of the factors' values cannot be measured: nothing is defined there. */
final class Undefined {
  /** As {@code KernelOperation} calls it. */
  private static final String CROSS_ENTROPY_OPERATION = "crossEntropy";

  private Undefined() {}

  /**
   * The reason in a sentence without a full stop; empty for a cell that can be measured.
   *
   * @param ofEngine whether the cell's backend is an engine
   * @param hasDirectStep whether it has a step without the kernel interface
   */
  static Optional<String> reason(CellKey cell, boolean ofEngine, boolean hasDirectStep) {
    return engine(cell, ofEngine)
        .or(() -> notebook(cell))
        .or(() -> crossEntropy(cell))
        .or(() -> crossEntropyOperation(cell))
        .or(() -> fusion(cell))
        .or(() -> directStep(cell, hasDirectStep))
        .or(() -> nativeCall(cell))
        .or(() -> training(cell));
  }

  private static Optional<String> engine(CellKey cell, boolean ofEngine) {
    boolean engineGradient = cell.value(Factor.GRADIENT).equals(GradientKind.ENGINE.label());
    if (!ofEngine) {
      return engineGradient
          ? Optional.of("the gradient engine is that of engines only")
          : Optional.empty();
    }
    if (BenchmarkKind.FORWARD.measures(cell) || BenchmarkKind.BACKWARD.measures(cell)) {
      return Optional.of("an engine has no forward and backward pass that can be measured alone");
    }
    if (!BenchmarkKind.TRAINING_STEP.measures(cell) && !BenchmarkKind.CONVERGENCE.measures(cell)) {
      return Optional.of("an engine has training steps only, no single operations and no controls");
    }
    return cell.value(Factor.FUSION).equals(FusionKind.OFF.label())
        ? Optional.of("an engine's operations are its own, so they cannot be unfused")
        : Optional.empty();
  }

  private static Optional<String> notebook(CellKey cell) {
    if (!cell.value(Factor.GRADIENT).equals(GradientKind.NOTEBOOK.label())) {
      return Optional.empty();
    }
    if (cell.value(Factor.BIAS).equals("false")) {
      return Optional.of("the gradient notebook needs a bias");
    }
    if (!cell.value(Factor.LOSS).equals(LossKind.SQUARED_ERROR.label())) {
      return Optional.of("the gradient notebook needs the loss squared-error");
    }
    return oneHiddenLayer("the gradient notebook", cell);
  }

  private static Optional<String> crossEntropy(CellKey cell) {
    return cell.shape()
        .filter(shape -> cell.value(Factor.LOSS).equals(LossKind.CROSS_ENTROPY.label()))
        .filter(shape -> shape.outputs() < 2)
        .map(shape -> "cross-entropy needs at least two outputs, but " + shape + " has one");
  }

  private static Optional<String> fusion(CellKey cell) {
    if (!cell.value(Factor.FUSION).equals(FusionKind.OFF.label())) {
      return Optional.empty();
    }
    if (cell.value(Factor.GRADIENT).equals(GradientKind.AUTOGRAD.label())) {
      return Optional.of("the gradient autograd is op by op in any case");
    }
    String operation = cell.value(Factor.OPERATION);
    return operation.isEmpty() || KernelBenchmark.isFused(operation)
        ? Optional.empty()
        : Optional.of("the operation " + operation + " is a single one in any case");
  }

  private static Optional<String> crossEntropyOperation(CellKey cell) {
    return cell.value(Factor.OPERATION).equals(CROSS_ENTROPY_OPERATION)
            && ProductSize.parse(cell.value(Factor.SIZE)).n() < 2
        ? Optional.of(
            "crossEntropy needs at least two columns, but n of "
                + cell.value(Factor.SIZE)
                + " is 1")
        : Optional.empty();
  }

  /** Only some backends have a step that is written directly against their library. */
  private static Optional<String> directStep(CellKey cell, boolean hasDirectStep) {
    if (!BenchmarkKind.ADAPTER_OVERHEAD.measures(cell)) {
      return Optional.empty();
    }
    if (!hasDirectStep) {
      return Optional.of("adapter-overhead has no direct step for " + cell.backend());
    }
    return oneHiddenLayer("adapter-overhead", cell);
  }

  private static Optional<String> nativeCall(CellKey cell) {
    return BenchmarkKind.NATIVE_CALL.measures(cell)
            && !BenchmarkKind.NATIVE_CALL.declared(Factor.BACKEND).contains(cell.backend())
        ? Optional.of("native-call has no native library to call for " + cell.backend())
        : Optional.empty();
  }

  /** Trainings on data sets have a target and shuffled minibatches; the experiment has neither. */
  private static Optional<String> training(CellKey cell) {
    if (!BenchmarkKind.CONVERGENCE.measures(cell)) {
      return Optional.empty();
    }
    boolean toTarget = cell.trainsToTarget();
    if (toTarget == Factor.TARGET.defaults().contains(cell.value(Factor.TARGET))) {
      return Optional.of("a training on a data set has a target, and no other training has one");
    }
    if (toTarget && cell.value(Factor.GRADIENT).equals(GradientKind.NOTEBOOK.label())) {
      return Optional.of("the gradient notebook is not exact, so it takes other steps to a target");
    }
    return toTarget && !cell.value(Factor.FEED).equals(FeedKind.SHUFFLED.label())
        ? Optional.of("a training on a data set takes shuffled minibatches")
        : Optional.empty();
  }

  private static Optional<String> oneHiddenLayer(String what, CellKey cell) {
    return cell.shape()
        .filter(shape -> shape.layers() != 2)
        .map((NetworkShape shape) -> what + " needs a network with one hidden layer, not " + shape);
  }
}
