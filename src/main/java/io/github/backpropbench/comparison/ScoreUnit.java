package io.github.backpropbench.comparison;

import java.util.Map;
import java.util.Optional;

/**
 * What a score measures, read from JMH's mode and unit, such as {@code avgt} in {@code us/op} or
 * {@code thrpt} in {@code ops/s}.
 *
 * @param direction of the scores
 * @param nanoseconds in the unit of time
 */
public record ScoreUnit(Direction direction, double nanoseconds) {
  /** JMH's names. */
  private static final Map<String, Double> NANOSECONDS =
      Map.of(
          "ns", 1.0,
          "us", 1e3,
          "ms", 1e6,
          "s", 1e9,
          "min", 60e9,
          "hr", 3600e9,
          "day", 86400e9);

  private static final String PER_OPERATION = "/op";
  private static final String OPERATIONS_PER = "ops/";

  /** Empty if the two do not describe a time or a rate of operations. */
  public static Optional<ScoreUnit> of(String mode, String unit) {
    if (!Direction.isMode(mode)) {
      return Optional.empty();
    }
    Direction direction = Direction.ofMode(mode);
    boolean rate = direction == Direction.LARGER_IS_BETTER;
    if (rate ? !unit.startsWith(OPERATIONS_PER) : !unit.endsWith(PER_OPERATION)) {
      return Optional.empty();
    }
    String time =
        rate
            ? unit.substring(OPERATIONS_PER.length())
            : unit.substring(0, unit.length() - PER_OPERATION.length());
    return Optional.ofNullable(NANOSECONDS.get(time))
        .map(nanoseconds -> new ScoreUnit(direction, nanoseconds));
  }

  /** The time of one operation in nanoseconds. */
  public double time(double score) {
    return direction == Direction.LARGER_IS_BETTER ? nanoseconds / score : score * nanoseconds;
  }

  /** The factor that converts scores in this unit to another of the same direction. */
  double factorTo(ScoreUnit other) {
    return direction == Direction.LARGER_IS_BETTER
        ? other.nanoseconds / nanoseconds
        : nanoseconds / other.nanoseconds;
  }
}
