package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.IndependentRatio;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.PairedRatio;
import io.github.backpropbench.statistics.VariancePrior;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ratios of contrasts that are shown together, each with a variance moderated by the others.
 */
final class ContrastRatios {
  private final ForkScores scores;
  private final VariancePrior ofPairs;
  private final VariancePrior ofCells;

  /** Between cells of different rounds the machine may have drifted by an unknown amount. */
  private final BetweenRuns drift = BetweenRuns.of(List.of(), 0);

  ContrastRatios(Collection<Contrast> contrasts, ForkScores scores) {
    this.scores = scores;
    ofPairs = VariancePrior.of(contrasts.stream().filter(this::isPaired).map(this::pairs).toList());
    ofCells =
        VariancePrior.of(
            contrasts.stream()
                .filter(contrast -> !isPaired(contrast))
                .flatMap(contrast -> Stream.of(contrast.cell(), contrast.reference()))
                .distinct()
                .map(scores::sample)
                .toList());
  }

  /** The cell divided by the reference. */
  LogRatio of(Contrast contrast) {
    return isPaired(contrast)
        ? PairedRatio.of(ofPairs.moderate(pairs(contrast)))
        : drift.apply(IndependentRatio.of(sample(contrast.cell()), sample(contrast.reference())));
  }

  /** A difference below this cannot be told from the machine's drift: 0.03 for 3 %. */
  double margin(Contrast contrast) {
    return isPaired(contrast) ? 0 : drift.margin();
  }

  private boolean isPaired(Contrast contrast) {
    return scores.areSideBySide(contrast.cell(), contrast.reference());
  }

  private LogSample pairs(Contrast contrast) {
    return scores.pairs(contrast.cell(), contrast.reference());
  }

  private LogSample sample(CellKey cell) {
    return ofCells.moderate(scores.sample(cell));
  }
}
