package io.github.backpropbench.results;

import java.util.Locale;
import java.util.Set;

/** Whether the mode and the unit of a result fit each other. */
public final class ModeAndUnit {
  /** JMH's names, and those of other programs that write its format. */
  private static final Set<String> TIMES =
      Set.of(
          "ps",
          "ns",
          "us",
          "µs",
          "μs",
          "ms",
          "s",
          "sec",
          "min",
          "hr",
          "h",
          "day",
          "days",
          "nanoseconds",
          "microseconds",
          "milliseconds",
          "second",
          "seconds",
          "minute",
          "minutes",
          "hour",
          "hours");

  private static final Set<String> FREQUENCIES = Set.of("hz", "khz", "mhz", "ghz");

  private ModeAndUnit() {}

  /**
   * Why a unit cannot be that of a mode's scores, such as {@code mode avgt measures a time, but its
   * unit ops/s is a rate}. A unit that is neither time nor rate fits any mode.
   *
   * @param mode JMH's short label; one that JMH does not have contradicts nothing
   * @return empty if they fit
   */
  public static String contradiction(String mode, String unit) {
    return switch (mode) {
      case "thrpt" ->
          isTime(unit)
              ? "mode %s measures a rate, but its unit %s is a time".formatted(mode, shown(unit))
              : "";
      case "avgt", "sample", "ss" ->
          isRate(unit)
              ? "mode %s measures a time, but its unit %s is a rate".formatted(mode, shown(unit))
              : "";
      default -> "";
    };
  }

  /** A time, or a time per something: {@code ms}, {@code ns/op}. */
  private static boolean isTime(String unit) {
    return isNameOfTime(above(unit)) && !isNameOfTime(below(unit));
  }

  /** Something per time: {@code ops/s}, {@code MB/s}. */
  private static boolean isRate(String unit) {
    return FREQUENCIES.contains(unit.strip().toLowerCase(Locale.ROOT))
        || (isNameOfTime(below(unit)) && !isNameOfTime(above(unit)));
  }

  private static boolean isNameOfTime(String name) {
    return TIMES.contains(name.strip().toLowerCase(Locale.ROOT));
  }

  private static String shown(String unit) {
    return unit.replaceAll("\\p{Cntrl}", " ");
  }

  private static String above(String unit) {
    return unit.contains("/") ? unit.substring(0, unit.lastIndexOf('/')) : unit;
  }

  /** Behind the last slash; empty if there is none. */
  private static String below(String unit) {
    return unit.contains("/") ? unit.substring(unit.lastIndexOf('/') + 1) : "";
  }
}
