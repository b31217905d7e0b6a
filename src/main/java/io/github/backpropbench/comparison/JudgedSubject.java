package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.Optional;

/**
 * A subject that both sides measured, and the verdict on the candidate.
 *
 * @param direction of the scores
 * @param unit of both scores
 * @param baselineScore the trimmed geometric mean of the baseline's forks; 0 if nothing was counted
 * @param candidateScore the candidate's
 * @param ratio candidate / baseline as measured, with an interval from the spread of the forks
 *     alone
 * @param judged candidate / baseline without what all cells have in common, with an interval that
 *     allows for the differences between runs; the verdict is about this ratio
 * @param verdict on the candidate
 * @param isRegression whether it is shown to be slower by more than the threshold
 * @param hint where there are too few forks for a verdict, the relative time that the iterations of
 *     a single fork suggest, above 1 if the candidate is slower; empty if they suggest no notable
 *     difference
 */
public record JudgedSubject(
    SubjectResult baseline,
    SubjectResult candidate,
    Direction direction,
    String unit,
    double baselineScore,
    double candidateScore,
    Ratio ratio,
    Ratio judged,
    Verdict verdict,
    boolean isRegression,
    Optional<Ratio> hint) {

  public Subject subject() {
    return baseline.subject();
  }

  /** Whether one side has none of what is counted, so that the ratio says nothing. */
  public boolean isFromOrToNone() {
    return baselineScore == 0 || candidateScore == 0;
  }

  /** The candidate's relative time: above 1 is slower, whatever the direction. */
  public double cost() {
    return direction == Direction.SMALLER_IS_BETTER ? judged.value() : 1 / judged.value();
  }
}
