package io.github.backpropbench.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The widths of a perceptron, inputs first and outputs last, as in {@code 3-2-1}: a layer between
 * each two of them, with a ReLU after each layer but the last.
 */
public record NetworkShape(List<Integer> widths) {
  /** Far beyond any layer that is trained on one machine; wider ones are slips of the keyboard. */
  private static final int WIDEST = 999_999;

  private static final Pattern FORMAT = Pattern.compile("\\d{1,30}(-\\d{1,30})+");

  public NetworkShape {
    widths = List.copyOf(widths);
    if (widths.size() < 2) {
      throw new IllegalArgumentException("a shape has at least two widths, not " + widths.size());
    }
    if (widths.stream().anyMatch(width -> width < 1 || width > WIDEST)) {
      throw new IllegalArgumentException(
          "each width of a shape is from 1 to " + WIDEST + ", which " + text(widths) + " is not");
    }
  }

  public NetworkShape(int... widths) {
    this(IntStream.of(widths).boxed().toList());
  }

  /**
   * Reads {@code inputs-hidden-…-outputs}.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message says what is
   */
  public static NetworkShape parse(String text) {
    if (!FORMAT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a shape; write two or more widths from inputs to outputs, for instance"
              + " 3-2-1");
    }
    List<Integer> widths = new ArrayList<>();
    for (String width : text.split("-", -1)) {
      String digits = width.replaceFirst("^0+(?=.)", "");
      if (digits.equals("0") || digits.length() > String.valueOf(WIDEST).length()) {
        throw new IllegalArgumentException(
            "the shape " + text + " has the width " + width + "; widths are from 1 to " + WIDEST);
      }
      widths.add(Integer.parseInt(digits));
    }
    return new NetworkShape(widths);
  }

  /** The number of layers, at least 1. */
  public int layers() {
    return widths.size() - 1;
  }

  public int inputs() {
    return widths.get(0);
  }

  public int outputs() {
    return widths.get(layers());
  }

  /** The rows of a layer's weights; layers are counted from 0. */
  public int inputs(int layer) {
    return widths.get(layer);
  }

  /** The columns of a layer's weights; layers are counted from 0. */
  public int outputs(int layer) {
    return widths.get(layer + 1);
  }

  /** The number of all layers' weights, without biases. */
  public long weights() {
    return IntStream.range(0, layers()).mapToLong(i -> (long) inputs(i) * outputs(i)).sum();
  }

  /**
   * The width of the only hidden layer.
   *
   * @param user what needs exactly one hidden layer, for the message
   * @throws IllegalArgumentException if there is none or more than one
   */
  public int onlyHidden(String user) {
    if (layers() != 2) {
      throw new IllegalArgumentException(
          user + " is defined only for a network with one hidden layer, not for " + this);
    }
    return widths.get(1);
  }

  @Override
  public String toString() {
    return text(widths);
  }

  private static String text(List<Integer> widths) {
    return widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }
}
