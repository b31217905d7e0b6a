package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure that misses the target precision: a cell's score, or the ratio of a contrast.
 *
 * @param cell the cell with the score, or the contrast's numerator
 * @param contrast null if the figure is the cell's own score
 * @param halfWidth half the width of its 95 % interval, as a share; NaN if there are too few forks
 *     for an interval
 */
public record WideInterval(CellKey cell, @Nullable Contrast contrast, double halfWidth) {

  /**
   * All figures that miss the target, contrasts first, by the intervals that a report shows. A cell
   * whose forks all failed is left out: more forks would not make it more precise.
   *
   * @param cells all that the run measures
   * @param contrasts that a report prints
   * @param target the largest acceptable half width, such as 0.02
   */
  public static List<WideInterval> among(
      Collection<CellKey> cells,
      Collection<Contrast> contrasts,
      Collection<Measurement> measurements,
      double target) {
    ForkScores scores = new ForkScores(measurements);
    List<Contrast> measured =
        contrasts.stream()
            .filter(contrast -> scores.cells().contains(contrast.cell()))
            .filter(contrast -> scores.cells().contains(contrast.reference()))
            .toList();
    List<WideInterval> wide = new ArrayList<>();
    for (JudgedContrast judged : JudgedContrast.family(measured, scores, NoiseFloor.UNKNOWN)) {
      addIfWide(wide, judged.contrast().cell(), judged.contrast(), judged.ratio(), target);
    }
    for (CellKey cell : cells) {
      if (scores.cells().contains(cell)) {
        addIfWide(wide, cell, null, scores.score(cell), target);
      }
    }
    return wide;
  }

  /** The cells that need more forks to make it narrower. */
  public List<CellKey> cells() {
    return contrast == null ? List.of(cell) : List.of(cell, contrast.reference());
  }

  private static void addIfWide(
      List<WideInterval> wide,
      CellKey cell,
      @Nullable Contrast contrast,
      Ratio figure,
      double target) {
    double halfWidth = figure.relativeHalfWidth();
    if (!(halfWidth <= target)) {
      wide.add(new WideInterval(cell, contrast, halfWidth));
    }
  }
}
