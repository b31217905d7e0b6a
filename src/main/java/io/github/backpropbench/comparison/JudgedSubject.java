package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;

/**
 * A subject that both sides measured, and what may be said about the new side.
 *
 * @param direction of the scores
 * @param unit of both scores
 * @param old the old side's score: the geometric mean of its forks, without the extremes
 * @param young the new side's
 * @param ratio new by old as the forks have it, with the interval that follows from their spread
 *     alone
 * @param judged new by old without what all cells have in common, with an interval that allows for
 *     there being two runs; what the verdict is about
 * @param verdict on the new side
 * @param isRegression whether it is shown to be slower by more than the threshold
 */
public record JudgedSubject(
    SubjectResult oldResult,
    SubjectResult newResult,
    Direction direction,
    String unit,
    double old,
    double young,
    Ratio ratio,
    Ratio judged,
    Verdict verdict,
    boolean isRegression) {

  public Subject subject() {
    return oldResult.subject();
  }

  /** How much longer the new side takes: above 1 is slower, whatever the direction. */
  public double cost() {
    return direction == Direction.SMALLER_IS_BETTER ? judged.value() : 1 / judged.value();
  }
}
