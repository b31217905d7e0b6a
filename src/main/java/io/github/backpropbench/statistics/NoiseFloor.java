package io.github.backpropbench.statistics;

/**
 * The smallest difference that a machine can show with a given number of forks: the difference that
 * two measurements of the same code showed or could have shown. Only ratios beyond it get a
 * verdict.
 *
 * @param relative 0.01 for 1 %: ratios between 1 / 1.01 and 1.01 are below the floor
 */
public record NoiseFloor(double relative) {
  /** For a run that was not calibrated: verdicts rest on the spread of its forks alone. */
  public static final NoiseFloor UNKNOWN = new NoiseFloor(0.0);

  public NoiseFloor {
    if (!(relative >= 0 && relative < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a noise floor is a share of at least 0, such as 0.01, not " + relative);
    }
  }

  /**
   * The floor that the ratio of a cell to itself shows: the end of its interval that is farther
   * from 1. With too few pairs for an interval it is unknown.
   */
  public static NoiseFloor of(Ratio calibration) {
    return calibration.hasInterval()
        ? new NoiseFloor(Math.max(calibration.high(), 1 / calibration.low()) - 1)
        : UNKNOWN;
  }

  /** The floor on the log scale. */
  double log() {
    return Math.log1p(relative);
  }
}
