package io.github.backpropbench.statistics;

import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * By what two runs of the same thing differ. Forks of one run share its hour and the state of the
 * machine, so the spread of forks does not tell; the cells of the comparison tell, as long as most
 * of them are equal. One part is common to all cells: the machine was slower in one of the runs.
 * The rest is each cell's own: the layout of memory, a neighbour that takes cache and not
 * arithmetic.
 *
 * @param shift the common part, as the logarithm of a ratio; 0 if it is not known
 * @param shiftSquaredError of the shift
 * @param cellVariance of the cells' own parts
 * @param limit of the shift: what lies beyond counts as the cells' own
 * @param isKnown whether there were enough cells to tell the shift
 */
public record BetweenRuns(
    double shift, double shiftSquaredError, double cellVariance, double limit, boolean isKnown) {

  /** A machine that is left alone drifts by less between two runs. */
  static final double LARGEST_QUIET_SHIFT = Math.log(1.1);

  /**
   * Differences that two runs of the same thing may have even if the shift is known and all errors
   * are allowed for; the simulation says how many false alarms are left beyond.
   */
  private static final double MARGIN = 0.005;

  /** The same if the shift is not known: what machines that are left alone may drift by. */
  public static final double UNKNOWN_SHIFT = 0.03;

  /** Of fewer cells one cannot tell what they have in common. */
  public static final int LEAST_CELLS = VariancePrior.LEAST_SAMPLES;

  /** Standard deviations between runs of one cell: the least that is assumed, and the most. */
  private static final double LEAST_DEVIATION = 0.003;

  private static final double LARGEST_DEVIATION = 0.02;

  /** The square of the error of a median of normal values, relative to that of their mean. */
  private static final double MEDIAN_BY_MEAN = Math.PI / 2;

  /** So many degrees of freedom are as good as infinitely many. */
  private static final double NEARLY_NORMAL = 1e6;

  private static final double UPPER_QUARTILE = 0.75;

  /** Of runs that are no repetitions of each other: what they have in common is the answer. */
  public static BetweenRuns unrelated() {
    return new BetweenRuns(0, 0, square(LEAST_DEVIATION), 0, true);
  }

  /**
   * Estimates them by medians, which a few changed cells do not move.
   *
   * @param ratios of all cells
   * @param drift how far the machine's drift within the runs may reach, on the log scale; 0 if it
   *     is unknown
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

  /** A difference below this is not told from what the runs differ by: 0.005 for 0.5 %. */
  public double margin() {
    return isKnown ? MARGIN : UNKNOWN_SHIFT;
  }

  /** A cell's ratio without the shift, and with the errors that come from there being two runs. */
  public LogRatio apply(LogRatio ratio) {
    if (!ratio.hasError()) {
      return LogRatio.withoutError(ratio.value() - shift, ratio.samples());
    }
    double ofForks = square(ratio.standardError());
    double all = ofForks + cellVariance + shiftSquaredError;
    // What comes from the runs counts as known; only the forks' part has few degrees of freedom.
    double degreesOfFreedom =
        Math.min(NEARLY_NORMAL, square(all / ofForks) * ratio.degreesOfFreedom());
    return new LogRatio(ratio.value() - shift, Math.sqrt(all), degreesOfFreedom, ratio.samples());
  }

  /**
   * The variance beyond that of its forks which would put this ratio just at the quartile of its
   * distribution. The median of that over the cells is the variance that puts half of them beyond
   * their quartiles, where they belong.
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
