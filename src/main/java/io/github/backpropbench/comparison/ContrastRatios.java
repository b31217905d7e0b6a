package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.IndependentRatio;
import io.github.backpropbench.statistics.LogRatio;
import java.util.List;

/** The ratios of cells of one run, each with a variance moderated by the others. */
final class ContrastRatios {
  private final ForkScores scores;
  private final SeedEffects seeds;

  /** Between cells of different rounds the machine may have drifted by an unknown amount. */
  private final BetweenRuns drift = BetweenRuns.of(List.of(), 0);

  ContrastRatios(ForkScores scores, SeedEffects seeds) {
    this.scores = scores;
    this.seeds = seeds;
  }

  /** The cell divided by the reference. */
  LogRatio of(Contrast contrast) {
    return seeds.addTo(ofForks(contrast), contrast.cell(), contrast.reference());
  }

  private LogRatio ofForks(Contrast contrast) {
    if (isSideBySide(contrast) && !scores.isRidOfRounds(contrast.cell())) {
      return scores.pairs(contrast.cell(), contrast.reference()).estimate();
    }
    LogRatio ratio =
        IndependentRatio.of(scores.sample(contrast.cell()), scores.sample(contrast.reference()));
    return isSideBySide(contrast) ? ratio : drift.apply(ratio);
  }

  /** A difference below this cannot be told from the machine's drift: 0.03 for 3 %. */
  double margin(Contrast contrast) {
    return isSideBySide(contrast) ? 0 : drift.margin();
  }

  private boolean isSideBySide(Contrast contrast) {
    return scores.areSideBySide(contrast.cell(), contrast.reference());
  }
}
