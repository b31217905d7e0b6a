package io.github.backpropbench.comparison;

import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a run's calibration says: the ratios of cells to themselves. */
public final class Calibration {
  private Calibration() {}

  /** The ratios of cells to themselves, with the intervals that a report shows. */
  public static List<Ratio> ratios(Collection<Measurement> measurements) {
    ForkScores scores = new ForkScores(measurements);
    List<Contrast> contrasts = Contrast.among(scores.cells());
    return JudgedContrast.family(contrasts, scores, NoiseFloor.UNKNOWN).stream()
        .filter(judged -> judged.contrast().factor() == Factor.ARM)
        .map(JudgedContrast::ratio)
        .filter(Ratio::hasInterval)
        .toList();
  }

  /**
   * The smallest difference that the machine can show with the run's number of forks: what it
   * showed, or could have shown, between equal things. For the interval [low, high] of the ratio of
   * a cell to itself that is max(high, 1/low) − 1: the ratio's own distance from 1 plus half the
   * width of the interval. Of several cells the median counts (of an even number, the larger of the
   * two in the middle), so that a single odd one does not hide differences between all others.
   * Empty if the run was not calibrated.
   */
  public static Optional<NoiseFloor> floor(Collection<Measurement> measurements) {
    List<NoiseFloor> floors =
        ratios(measurements).stream()
            .map(NoiseFloor::of)
            .sorted(Comparator.comparingDouble(NoiseFloor::relative))
            .toList();
    return floors.isEmpty() ? Optional.empty() : Optional.of(floors.get(floors.size() / 2));
  }
}
