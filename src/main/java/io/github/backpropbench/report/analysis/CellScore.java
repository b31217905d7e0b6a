package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.CellFlags;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.ForkScores;
import io.github.backpropbench.comparison.ScoreUnit;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Score;
import io.github.backpropbench.statistics.Ratio;
import java.util.List;

/**
 * The score of a cell of any benchmark, in any of JMH's modes.
 *
 * @param mode JMH's short label
 * @param unit of the score, such as {@code ops/s}
 * @param forks the number of forks that have scores
 * @param score the geometric mean of the forks with its 95 % interval; of scores that have none,
 *     since they are not all positive, or in a mode that is not JMH's, the mean of all iterations
 * @param isPlainMean whether it is the mean of all iterations
 * @param flags what a reader should know about the forks
 */
public record CellScore(
    String mode, String unit, int forks, Ratio score, boolean isPlainMean, CellFlags flags) {
  private static final int UNIT_LENGTH = 12;
  private static final double NANOSECONDS_PER_SECOND = 1e9;

  /** The score of the forks of one cell, at least one. */
  static CellScore of(List<Measurement> forks) {
    Measurement first = forks.get(0);
    List<List<Double>> scores = forks.stream().map(Measurement::scores).toList();
    List<Double> all = scores.stream().flatMap(List::stream).toList();
    if (!Direction.isMode(first.mode())
        || !all.stream().allMatch(score -> score > 0 && Double.isFinite(score))) {
      Ratio mean =
          new Ratio(Score.mean(all).value(), 0, Double.POSITIVE_INFINITY, Double.NaN, forks.size());
      return new CellScore(first.mode(), first.unit(), forks.size(), mean, true, CellFlags.NONE);
    }
    return new CellScore(
        first.mode(),
        first.unit(),
        forks.size(),
        new ForkScores(forks).score(first.cell()),
        false,
        CellFlags.of(scores, Direction.ofMode(first.mode())));
  }

  /** {@code 5.21 µs}, {@code 12.3 M/s}; in the unit as it is if that is neither time nor rate. */
  public String text() {
    return ScoreUnit.of(mode, unit)
        .map(known -> text(known, known.time(score.value())))
        .orElseGet(() -> Figures.number(score.value()) + " " + ForeignText.of(unit, UNIT_LENGTH));
  }

  private static String text(ScoreUnit unit, double nanoseconds) {
    return switch (unit.direction()) {
      case SMALLER_IS_BETTER -> Figures.time(nanoseconds);
      case LARGER_IS_BETTER -> Figures.rate(NANOSECONDS_PER_SECOND / nanoseconds);
    };
  }

  /** {@code ±0.4 %}, half the width of the interval; empty if there is none. */
  public String errorText() {
    return OperationTime.of(score).errorText();
  }
}
