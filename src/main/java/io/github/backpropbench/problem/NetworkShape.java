package io.github.backpropbench.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The widths of a two-layer perceptron, written {@code inputs-hidden-outputs}, as in {@code 3-2-1}.
 */
public record NetworkShape(int inputs, int hidden, int outputs) {
  private static final Pattern FORMAT = Pattern.compile("(\\d{1,6})-(\\d{1,6})-(\\d{1,6})");

  public NetworkShape {
    if (inputs < 1 || hidden < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "each width of a shape is at least 1, not " + inputs + "-" + hidden + "-" + outputs);
    }
  }

  /**
   * Reads {@code inputs-hidden-outputs}.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message says what is
   */
  public static NetworkShape parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a shape; write inputs-hidden-outputs, for instance 3-2-1");
    }
    return new NetworkShape(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  @Override
  public String toString() {
    return inputs + "-" + hidden + "-" + outputs;
  }
}
