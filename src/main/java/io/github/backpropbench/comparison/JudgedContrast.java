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
 * @param ratio the score of the cell by the score of its reference, with its own 95 % interval
 * @param verdict on the cell against its reference, with the false alarms controlled over all
 *     contrasts that were judged together: an interval that just misses 1 is no verdict yet
 */
public record JudgedContrast(Contrast contrast, Ratio ratio, Verdict verdict) {

  /** The same with the roles of cell and reference exchanged. */
  public JudgedContrast inverse() {
    return new JudgedContrast(
        new Contrast(contrast.factor(), contrast.reference(), contrast.cell()),
        ratio.inverse(),
        verdict.inverse());
  }

  /**
   * Judges contrasts of one run as one family. Cells of the same rounds are compared in pairs;
   * others as if they were of two runs between which the machine may have drifted.
   *
   * @param contrasts all that will be shown together
   * @param scores of the run's forks
   * @param floor of the machine; differences below it are not shown
   * @return one for each contrast, in their order
   */
  public static List<JudgedContrast> family(
      List<Contrast> contrasts, ForkScores scores, NoiseFloor floor) {
    ContrastRatios known = new ContrastRatios(contrasts, scores);
    List<LogRatio> ratios = contrasts.stream().map(known::of).toList();
    double[] margins = contrasts.stream().mapToDouble(known::margin).toArray();
    double[] adjusted = Family.adjustedPValues(ratios, floor, margins);
    List<JudgedContrast> judged = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Direction direction = scores.direction(contrasts.get(i).cell());
      judged.add(
          new JudgedContrast(
              contrasts.get(i),
              ratios.get(i).ratio(),
              direction.verdict(ratios.get(i), adjusted[i])));
    }
    return judged;
  }
}
