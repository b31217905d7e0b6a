package io.github.backpropbench.problem;

import java.math.BigDecimal;

/**
 * When a network is good enough: at an accuracy to reach, or a loss to fall to.
 *
 * @param isAccuracy whether the value is the least share of rows that are classified correctly, 0
 *     to 1; if not, it is the largest mean loss per row
 */
public record Target(boolean isAccuracy, double value) {
  public Target {
    if (!(value > 0.0) || value > (isAccuracy ? 1.0 : Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "a target is an accuracy above 0 % and up to 100 %, or a loss above 0");
    }
  }

  /**
   * Reads {@code 95%}, an accuracy, or {@code 0.05}, a loss.
   *
   * @throws IllegalArgumentException if the text is neither; the message says what is expected
   */
  public static Target parse(String text) {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1).strip() : text;
    try {
      // The double nearest to 0.999, as 999 / 1000 is, the share of right rows.
      double value = new BigDecimal(number).movePointLeft(percent ? 2 : 0).doubleValue();
      return new Target(percent, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a target; write an accuracy, such as 95%, or the loss per row to fall to,"
              + " such as 0.05",
          e);
    }
  }

  /**
   * Whether an evaluation reaches it.
   *
   * @param loss the mean per row
   * @param accuracy the share of rows classified correctly; NaN where there are no classes
   */
  public boolean isReachedBy(double loss, double accuracy) {
    return isAccuracy ? accuracy >= value : loss <= value;
  }

  /** As {@link #parse} reads it, in the shortest form: {@code 95%}, {@code 97.5%}, {@code 0.05}. */
  public String label() {
    String number =
        isAccuracy
            ? BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString()
            : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    return isAccuracy ? number + "%" : number;
  }
}
