package io.github.backpropbench.results;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The trainings of one cell, one for each of its seeds.
 *
 * @param curves by seed, at least one
 */
public record StepsToTarget(List<EvaluationCurve> curves) {
  public StepsToTarget {
    curves = curves.stream().sorted(Comparator.comparingInt(EvaluationCurve::seed)).toList();
  }

  /** Those of a cell; empty if there are none, as for a cell that trains for a number of steps. */
  public static Optional<StepsToTarget> of(CellKey cell, List<EvaluationCurve> curves) {
    List<EvaluationCurve> own = curves.stream().filter(curve -> curve.belongsTo(cell)).toList();
    return own.isEmpty() ? Optional.empty() : Optional.of(new StepsToTarget(own));
  }

  /** The number of trainings that reached the target. */
  public int reached() {
    return (int) curves.stream().filter(EvaluationCurve::isReached).count();
  }

  /** The steps that each training took, whether it reached the target or not. */
  public double[] steps() {
    return curves.stream().mapToDouble(curve -> curve.last().step()).toArray();
  }

  /**
   * The steps to be expected until a training reaches the target, if one that does not is followed
   * by another: all steps by the number of trainings that reached it ("expected running time" in
   * Hansen et al., "COCO", 2021). Infinite if none did.
   */
  public double expected() {
    double all = 0.0;
    for (double steps : steps()) {
      all += steps;
    }
    return all / reached();
  }

  /** As {@link #expected}, the rows that are trained on. */
  public double expectedSamples() {
    return (double) curves.stream().mapToLong(EvaluationCurve::samples).sum() / reached();
  }

  /** The training with the median number of steps among those that reached the target. */
  public Optional<EvaluationCurve> typical() {
    List<EvaluationCurve> byLength =
        curves.stream()
            .filter(EvaluationCurve::isReached)
            .sorted(Comparator.comparingInt(curve -> curve.last().step()))
            .toList();
    return byLength.isEmpty() ? Optional.empty() : Optional.of(byLength.get(byLength.size() / 2));
  }
}
