package io.github.backpropbench.statistics;

/**
 * The smallest difference that a machine can show at some number of forks: what two measurements of
 * the same thing showed or could have shown. A verdict is given only on a ratio that exceeds it.
 *
 * @param relative 0.01 for 1 %: ratios between 1 / 1.01 and 1.01 are below the floor
 */
public record NoiseFloor(double relative) {
  /** Of a run that was not calibrated: verdicts rest on the spread of its forks alone. */
  public static final NoiseFloor UNKNOWN = new NoiseFloor(0.0);

  public NoiseFloor {
    if (!(relative >= 0 && relative < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a noise floor is a share of at least 0, such as 0.01, not " + relative);
    }
  }

  /**
   * The floor that a ratio of a thing by itself shows: the end of its interval that is farther from
   * 1. With too few pairs for an interval there is none to know.
   */
  public static NoiseFloor of(Ratio calibration) {
    return calibration.hasInterval()
        ? new NoiseFloor(Math.max(calibration.high(), 1 / calibration.low()) - 1)
        : UNKNOWN;
  }

  /** The larger of two, for a comparison of what was measured under both. */
  public NoiseFloor or(NoiseFloor other) {
    return relative >= other.relative ? this : other;
  }

  /** The floor on the log scale. */
  double log() {
    return Math.log1p(relative);
  }
}
