package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A contrast and what the forks say about it.
 *
 * @param estimate of the score of the cell by the score of its reference
 * @param verdict on the cell compared with its reference, with the share of false verdicts
 *     controlled over all contrasts that were judged together: an interval that just misses 1 may
 *     be no verdict yet
 * @param isProbable whether it is none only because of the number of contrasts: judged by itself,
 *     it shows a difference
 */
public record JudgedContrast(
    Contrast contrast, LogRatio estimate, Verdict verdict, boolean isProbable) {

  /** The score of the cell by the score of its reference, with its own 95 % interval. */
  public Ratio ratio() {
    return estimate.ratio();
  }

  /** The same with the roles of cell and reference exchanged. */
  public JudgedContrast inverse() {
    return new JudgedContrast(
        contrast.inverse(), estimate.inverse(), verdict.inverse(), isProbable);
  }

  /**
   * Judges contrasts of one run as one family. Cells of other rounds are compared as if they were
   * of two runs between which the machine may have drifted.
   *
   * @param contrasts all that will be shown together
   * @param scores of the run's forks
   * @param floor of the machine; differences below it are not shown
   * @return one for each contrast, in their order
   */
  public static List<JudgedContrast> family(
      List<Contrast> contrasts, ForkScores scores, NoiseFloor floor) {
    return family(contrasts, scores, floor, SeedEffects.NONE);
  }

  /**
   * As above, with what the ratios of times to a target owe to the choice of the seeds.
   *
   * @param seeds of the run's trainings
   */
  public static List<JudgedContrast> family(
      List<Contrast> contrasts, ForkScores scores, NoiseFloor floor, SeedEffects seeds) {
    ContrastRatios known = new ContrastRatios(scores, seeds);
    List<LogRatio> ratios = contrasts.stream().map(known::of).toList();
    double[] margins = contrasts.stream().mapToDouble(known::margin).toArray();
    double[] byThemselves = Family.pValues(ratios, floor, margins);
    double[] adjusted = Family.falseDiscoveryRates(ratios, floor, margins);
    List<JudgedContrast> judged = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Direction direction = scores.direction(contrasts.get(i).cell());
      Verdict verdict = direction.verdict(ratios.get(i), adjusted[i]);
      judged.add(
          new JudgedContrast(
              contrasts.get(i),
              ratios.get(i),
              verdict,
              verdict == Verdict.NO_DIFFERENCE_SHOWN && byThemselves[i] <= Family.FALSE_ALARMS));
    }
    return judged;
  }
}
