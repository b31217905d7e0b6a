package io.github.backpropbench.report.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.training.ExperimentMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The losses of one of the original experiment's methods, on each backend.
 *
 * @param curves one per backend, at least one; all of the same method and precision
 */
public record MethodLosses(List<LossCurve> curves) {
  private static final int NAME_LENGTH = 24;

  public MethodLosses {
    curves = List.copyOf(curves);
  }

  /** Curves grouped by method and precision, in their order. */
  public static List<MethodLosses> among(List<LossCurve> curves) {
    return curves.stream()
        .collect(groupingBy(MethodLosses::common, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(MethodLosses::new)
        .toList();
  }

  /** The method and the precision. In runs of before, the methods with autograd were traced. */
  public String label() {
    LossCurve curve = curves.get(0);
    return ForeignText.of(curve.method(), NAME_LENGTH)
        + (isTraced(curve) ? " (graph), " : ", ")
        + ForeignText.of(curve.precision(), NAME_LENGTH);
  }

  /** The first backend's losses, each before the update of its step. */
  public List<Double> losses() {
    return curves.get(0).losses();
  }

  /** The measured time of a training step of this method; empty if the run has no such cell. */
  public Optional<OperationTime> stepTime(MeasuredRun run, String backend) {
    LossCurve curve = curves.get(0);
    Map<Factor, String> factors =
        Map.ofEntries(
            Map.entry(Factor.BACKEND, backend),
            Map.entry(Factor.PRECISION, curve.precision()),
            Map.entry(Factor.GRADIENT, curve.gradient()),
            Map.entry(Factor.OPTIMIZER, curve.optimizer()),
            Map.entry(Factor.BIAS, Boolean.toString(curve.bias())),
            Map.entry(Factor.LOSS, LossKind.SQUARED_ERROR.label()),
            Map.entry(Factor.FEED, FeedKind.FIXED.label()),
            Map.entry(Factor.FUSION, FusionKind.ON.label()),
            Map.entry(Factor.SHAPE, ExperimentMethod.SHAPE.toString()),
            Map.entry(Factor.BATCH, Integer.toString(ExperimentMethod.BATCH)));
    return run.cells(BenchmarkKind.TRAINING_STEP).stream()
        .filter(cell -> has(cell, factors))
        .flatMap(cell -> run.time(cell).stream())
        .findFirst();
  }

  /** The number of steps after which the loss is at most a target; empty if it never is. */
  public Optional<Integer> stepsTo(double target) {
    for (int step = 0; step < losses().size(); step++) {
      if (losses().get(step) <= target) {
        return Optional.of(step); // losses().get(step) is the loss after as many updates
      }
    }
    return Optional.empty();
  }

  private static boolean isTraced(LossCurve curve) {
    return curve.gradient().equals(GradientKind.GRAPH.label());
  }

  private static boolean has(CellKey cell, Map<Factor, String> factors) {
    return factors.entrySet().stream()
        .allMatch(factor -> cell.value(factor.getKey()).equals(factor.getValue()));
  }

  private static List<Object> common(LossCurve curve) {
    return List.of(
        curve.method(), curve.precision(), curve.gradient(), curve.optimizer(), curve.bias());
  }
}
