package io.github.backpropbench.report.document;

import java.util.List;

/** A list. */
public record Points(List<Point> points) implements Block {
  public Points {
    points = List.copyOf(points);
  }

  /**
   * One item.
   *
   * @param lead what it is about, in a word or two
   */
  public record Point(String lead, String text) {}
}
