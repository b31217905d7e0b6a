package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.StepsToTarget;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.Trimming;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a ratio of times to a target owes to the choice of the seeds. Two backends take the same
 * steps with each seed, so their ratio owes nothing to it. Two optimizers do not, and with other
 * seeds the ratio of their steps would have been another one.
 */
public final class SeedEffects {
  /** For cells that train to no target. */
  public static final SeedEffects NONE = new SeedEffects(List.of());

  private final List<EvaluationCurve> curves;
  private final Map<CellKey, Optional<StepsToTarget>> byCell = new HashMap<>();

  /**
   * @param curves of the run's trainings
   */
  public SeedEffects(List<EvaluationCurve> curves) {
    this.curves = curves;
  }

  /** A ratio of times with the error of the seeds added, if the two differ in their steps. */
  LogRatio addTo(LogRatio ratio, CellKey cell, CellKey reference) {
    Optional<StepsToTarget> above = steps(cell);
    Optional<StepsToTarget> below = steps(reference);
    if (above.isEmpty() || below.isEmpty() || isSame(above.get(), below.get())) {
      return ratio;
    }
    return ratio.withErrorOf(difference(above.get(), below.get()));
  }

  /** The ratio of the expected steps of two cells, paired by seed. */
  static LogRatio difference(StepsToTarget above, StepsToTarget below) {
    double[] numerator = influences(above);
    double[] denominator = influences(below);
    int pairs = Math.min(numerator.length, denominator.length);
    double[] differences = new double[pairs];
    Arrays.setAll(differences, i -> numerator[i] - denominator[i]);
    return LogSample.ofLogs(Trimming.NONE, differences)
        .estimate()
        .plus(Math.log(above.expected() / below.expected()));
  }

  /**
   * How much each seed moves the logarithm of the expected steps, which is that of all steps by the
   * number of trainings that reached the target. Their mean is 0, and to the first order the error
   * of the logarithm is that of their mean.
   */
  private static double[] influences(StepsToTarget training) {
    double[] steps = training.steps();
    double mean = Arrays.stream(steps).average().orElse(Double.NaN);
    double reached = (double) training.reached() / steps.length;
    double[] influences = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      double ofReached = training.curves().get(i).isReached() ? 1 / reached : 0.0;
      influences[i] = steps[i] / mean - ofReached;
    }
    return influences;
  }

  private Optional<StepsToTarget> steps(CellKey cell) {
    return byCell.computeIfAbsent(cell, c -> StepsToTarget.of(c, curves));
  }

  private static boolean isSame(StepsToTarget one, StepsToTarget other) {
    return one.curves().equals(other.curves());
  }
}
