package io.github.backpropbench.report.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Quantities with as many digits as a reader can use, in the unit that fits. */
public final class Figures {
  /** Stands where there is no figure. */
  public static final String NONE = "–";

  private static final int DIGITS = 3;
  private static final int LOSS_DIGITS = 6;
  private static final double LARGEST_PLAIN = 1e9;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_WHOLE_TICK = 10_000;
  private static final double LARGEST_WHOLE_BYTES = 10_000;

  private Figures() {}

  /** A time: {@code 81.2 ns}, {@code 5.21 µs}. */
  public static String time(double nanoseconds) {
    return scaled(nanoseconds, "ns", "µs", "ms", "s");
  }

  /** A rate: {@code 812 /s}, {@code 12.3 M/s}. */
  public static String rate(double perSecond) {
    return scaled(perSecond, "/s", "k/s", "M/s", "G/s");
  }

  /** A round number on an axis: {@code 0.5}, {@code 4096}, {@code 20 k}. */
  public static String tick(double value) {
    String[] units = {"", " k", " M", " G", " T"};
    BigDecimal exact = BigDecimal.valueOf(value);
    int unit = value >= LARGEST_WHOLE_TICK ? unit(exact, units) : 0;
    BigDecimal scaled = exact.scaleByPowerOfTen(-3 * unit);
    return scaled.stripTrailingZeros().toPlainString() + units[unit];
  }

  /** A number of bytes, exact while it is small: {@code 1128 B}, {@code 25.2 MB}. */
  public static String bytes(double bytes) {
    return Math.abs(bytes) < LARGEST_WHOLE_BYTES
        ? fixed(bytes, 0) + " B"
        : scaled(bytes, "B", "kB", "MB", "GB");
  }

  /** A size in powers of two: {@code 48 KiB}, {@code 2 MiB}. */
  public static String size(double bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return significant(value, DIGITS).stripTrailingZeros().toPlainString() + " " + units[unit];
  }

  /** Three significant digits. */
  public static String number(double value) {
    return Double.isFinite(value) ? significant(value, DIGITS).toPlainString() : NONE;
  }

  /** Six significant digits, enough to compare losses; infinities and NaN by name. */
  public static String loss(double loss) {
    if (!Double.isFinite(loss)) {
      return Double.toString(loss);
    }
    boolean plain =
        loss == 0 || (Math.abs(loss) < LARGEST_PLAIN && Math.abs(loss) >= SMALLEST_PLAIN);
    return plain
        ? significant(loss, LOSS_DIGITS).toPlainString()
        : scientific(loss, LOSS_DIGITS - 1);
  }

  /** The order of magnitude of a small number: {@code 1.2e-07}. */
  public static String magnitude(double value) {
    return value == 0 ? "0" : Double.isFinite(value) ? scientific(value, 1) : NONE;
  }

  /** A ratio: two decimals near 1, two digits below, three above. */
  public static String ratio(double ratio) {
    if (!Double.isFinite(ratio)) {
      return Double.isNaN(ratio) ? NONE : "∞";
    }
    double size = Math.abs(ratio);
    if (size < 0.095) {
      return ratio == 0 ? "0" : significant(ratio, 2).toPlainString();
    }
    return size < 9.995 ? fixed(ratio, 2) : number(ratio);
  }

  /** All digits of a setting that somebody chose, such as {@code 0.0002}. */
  public static String exact(double value) {
    double size = Math.abs(value);
    return size < LARGEST_PLAIN && size > 1 / LARGEST_PLAIN
        ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /** A share: {@code 0.4 %}, {@code 35 %}. */
  public static String percent(double share) {
    if (!Double.isFinite(share)) {
      return NONE;
    }
    double percent = 100 * share;
    double size = Math.abs(percent);
    if (size > 0 && size < 0.05) {
      return "<0.1 %";
    }
    return fixed(percent, size < 9.95 ? 1 : 0) + " %";
  }

  /** Rounded to a number of significant digits; zeros fill up a number that has fewer. */
  private static BigDecimal significant(double value, int digits) {
    if (value == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int wholeDigits = rounded.precision() - rounded.scale();
    return rounded.setScale(Math.max(rounded.scale(), digits - wholeDigits));
  }

  /** As {@link String#format} writes it, without looking up the locale's symbols each time. */
  private static String fixed(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return (value < 0 && rounded.signum() == 0 ? "-" : "") + rounded.toPlainString();
  }

  private static String scientific(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "e", value);
  }

  /** With a unit; each unit is a thousand of the one before. */
  private static String scaled(double value, String... units) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    BigDecimal rounded = significant(value, DIGITS);
    int unit = unit(rounded, units);
    return rounded.scaleByPowerOfTen(-3 * unit).toPlainString() + " " + units[unit];
  }

  /** The index of the largest unit that leaves at least 1, or of the first. */
  private static int unit(BigDecimal value, String[] units) {
    int thousands = (value.precision() - value.scale() - 1) / 3;
    return Math.max(0, Math.min(units.length - 1, thousands));
  }
}
