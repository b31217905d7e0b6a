package io.github.backpropbench.statistics;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How much two runs of the same code differ. The forks of a run share its hour and the state of the
 * machine, so their spread does not show it; the cells of the comparison do, as long as most of
 * them are unchanged. One part is common to all cells: the machine was slower in one of the runs.
 * The rest varies from cell to cell: memory layout, or a neighbour that takes cache but not
 * arithmetic.
 *
 * @param shift the common part, as the logarithm of a ratio; 0 if it is not known
 * @param shiftSquaredError of the shift
 * @param cellVariance of the parts that vary from cell to cell
 * @param limit of the shift: anything beyond is attributed to the cells
 * @param isKnown whether there were enough cells to estimate the shift
 */
public record BetweenRuns(
    double shift, double shiftSquaredError, double cellVariance, double limit, boolean isKnown) {

  /** An otherwise idle machine drifts less than this between two runs. */
  static final double LARGEST_QUIET_SHIFT = Math.log(1.1);

  /**
   * Differences that two runs of the same code may have even if the shift is known and all errors
   * are allowed for; the simulation measures the false alarms that remain.
   */
  private static final double MARGIN = 0.005;

  /** The same if the shift is not known: how far otherwise idle machines may drift. */
  public static final double UNKNOWN_SHIFT = 0.03;

  /** With fewer cells, what they have in common cannot be estimated. */
  public static final int LEAST_CELLS = VariancePrior.LEAST_SAMPLES;

  /** Bounds of the standard deviation of one cell between runs. */
  private static final double LEAST_DEVIATION = 0.003;

  private static final double LARGEST_DEVIATION = 0.02;

  /** The variance of the median of normal values, relative to that of their mean. */
  private static final double MEDIAN_BY_MEAN = Math.PI / 2;

  /** As good as infinitely many degrees of freedom. */
  private static final double NEARLY_NORMAL = 1e6;

  private static final double UPPER_QUARTILE = 0.75;

  /**
   * For runs that do not repeat each other: what all cells have in common is the answer, and a
   * drift of the machine cannot be told from it.
   */
  public static BetweenRuns unrelated() {
    return new BetweenRuns(0, 0, square(LEAST_DEVIATION), 0, false);
  }

  /** For what the state of the machine does not change. */
  public static BetweenRuns exact() {
    return new BetweenRuns(0, 0, square(LEAST_DEVIATION), 0, true);
  }

  /**
   * Estimates the differences by medians, which a few changed cells do not move.
   *
   * @param ratios of all cells
   * @param drift how far the machine may have drifted within the runs, on the log scale; 0 if
   *     unknown
   */
  public static BetweenRuns of(List<LogRatio> ratios, double drift) {
    List<LogRatio> usable = ratios.stream().filter(LogRatio::hasError).toList();
    double limit = Math.max(LARGEST_QUIET_SHIFT, drift);
    if (usable.size() < LEAST_CELLS) {
      return new BetweenRuns(0, 0, square(LEAST_DEVIATION), limit, false);
    }
    double median = median(usable.stream().mapToDouble(LogRatio::value).toArray());
    double cellVariance =
        clamp(
            median(usable.stream().mapToDouble(ratio -> excess(ratio, median)).toArray()),
            square(LEAST_DEVIATION),
            square(LARGEST_DEVIATION));
    double typical =
        median(usable.stream().mapToDouble(ratio -> square(ratio.standardError())).toArray());
    return new BetweenRuns(
        clamp(median, -limit, limit),
        MEDIAN_BY_MEAN * (typical + cellVariance) / usable.size(),
        cellVariance,
        limit,
        true);
  }

  /** Smaller differences cannot be told from those between runs: 0.005 for 0.5 %. */
  public double margin() {
    return isKnown ? MARGIN : UNKNOWN_SHIFT;
  }

  /** A cell's ratio without the shift, its error widened by the uncertainty between runs. */
  public LogRatio apply(LogRatio ratio) {
    if (!ratio.hasError()) {
      return LogRatio.withoutError(ratio.value() - shift, ratio.samples());
    }
    double ofForks = square(ratio.standardError());
    double all = ofForks + cellVariance + shiftSquaredError;
    // The variance between runs counts as known; only the forks' part has few degrees of freedom.
    double degreesOfFreedom =
        Math.min(NEARLY_NORMAL, square(all / ofForks) * ratio.degreesOfFreedom());
    return new LogRatio(ratio.value() - shift, Math.sqrt(all), degreesOfFreedom, ratio.samples());
  }

  /**
   * The variance, in addition to that of the forks, that would put this ratio exactly at a quartile
   * of its distribution. With the median of these over all cells, half of the cells lie beyond
   * their quartiles, as they should.
   */
  private static double excess(LogRatio ratio, double median) {
    double quartile = Student.quantile(ratio.degreesOfFreedom(), UPPER_QUARTILE);
    return square((ratio.value() - median) / quartile) - square(ratio.standardError());
  }

  private static double median(double[] values) {
    return new Median().evaluate(values);
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  private static double square(double value) {
    return value * value;
  }
}
