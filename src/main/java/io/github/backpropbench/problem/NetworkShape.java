package io.github.backpropbench.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The widths of a perceptron, inputs first and outputs last, as in {@code 3-2-1}: a layer between
 * each two of them, with a ReLU after each layer but the last.
 */
public record NetworkShape(List<Integer> widths) {
  /** Far beyond any layer that is trained on one machine; wider ones are slips of the keyboard. */
  private static final int WIDEST = 999_999;

  public NetworkShape {
    widths = List.copyOf(widths);
    if (widths.size() < 2) {
      throw new IllegalArgumentException("a shape has at least two widths, not " + widths.size());
    }
    for (int width : widths) {
      if (width < 1 || width > WIDEST) {
        throw outOfRange(text(widths), Integer.toString(width));
      }
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
    // Each width is looked at by itself: a pattern of the whole overflows the stack of a thread.
    String[] parts = text.split("-", -1);
    if (parts.length < 2 || !Arrays.stream(parts).allMatch(NetworkShape::isWholeNumber)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a shape; write two or more widths from inputs to outputs, for instance"
              + " 3-2-1");
    }
    List<Integer> widths = new ArrayList<>();
    for (String width : parts) {
      String digits = width.replaceFirst("^0+(?=.)", "");
      if (digits.length() > String.valueOf(WIDEST).length()) {
        throw outOfRange(text, width);
      }
      widths.add(Integer.parseInt(digits));
    }
    return new NetworkShape(widths);
  }

  private static boolean isWholeNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static IllegalArgumentException outOfRange(String shape, String width) {
    return new IllegalArgumentException(
        "the shape " + shape + " has the width " + width + "; widths are from 1 to " + WIDEST);
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
