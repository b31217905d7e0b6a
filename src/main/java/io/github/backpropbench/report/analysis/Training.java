package io.github.backpropbench.report.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.harness.BenchmarkKind;
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
 * The original experiment's training by one method, on each backend.
 *
 * @param curves of the same method and precision, at least one
 */
public record Training(List<LossCurve> curves) {
  private static final int NAME_LENGTH = 24;

  public Training {
    curves = List.copyOf(curves);
  }

  /** The trainings that curves are of, in their order. */
  public static List<Training> among(List<LossCurve> curves) {
    return curves.stream()
        .collect(groupingBy(Training::common, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .map(Training::new)
        .toList();
  }

  /** Method and precision. */
  public String label() {
    LossCurve curve = curves.get(0);
    return ForeignText.of(curve.method(), NAME_LENGTH)
        + ", "
        + ForeignText.of(curve.precision(), NAME_LENGTH);
  }

  /** The losses with the first backend. */
  public List<Double> losses() {
    return curves.get(0).losses();
  }

  /** The measured time of one of its steps; empty if the run has no such cell. */
  public Optional<OperationTime> step(MeasuredRun run, String backend) {
    LossCurve curve = curves.get(0);
    Map<Factor, String> factors =
        Map.of(
            Factor.BACKEND, backend,
            Factor.PRECISION, curve.precision(),
            Factor.GRADIENT, curve.gradient(),
            Factor.OPTIMIZER, curve.optimizer(),
            Factor.BIAS, Boolean.toString(curve.bias()),
            Factor.SHAPE, ExperimentMethod.SHAPE.toString(),
            Factor.BATCH, Integer.toString(ExperimentMethod.BATCH));
    return run.cells(BenchmarkKind.TRAINING_STEP).stream()
        .filter(cell -> has(cell, factors))
        .flatMap(cell -> run.time(cell).stream())
        .findFirst();
  }

  /** The number of steps after which the loss is at most a target; empty if it never is. */
  public Optional<Integer> stepsTo(double target) {
    for (int step = 0; step < losses().size(); step++) {
      if (losses().get(step) <= target) {
        return Optional.of(step); // a loss is that before its step's update
      }
    }
    return Optional.empty();
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
