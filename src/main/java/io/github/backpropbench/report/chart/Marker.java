package io.github.backpropbench.report.chart;

import java.util.Locale;

/** The shape of a point, as a path around 0,0, about 8 units wide. */
public enum Marker {
  CIRCLE("M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0z"),
  SQUARE("M-3.4-3.4h6.8v6.8h-6.8z"),
  TRIANGLE("M0-4.4l4.2 7.6h-8.4z"),
  TRIANGLE_DOWN("M0 4.4l4.2-7.6h-8.4z"),
  DIAMOND("M0-4.8l4.2 4.8l-4.2 4.8l-4.2-4.8z"),
  STAR("M0-5l1.2 3.4h3.6l-2.9 2.2l1.1 3.5l-3-2.1l-3 2.1l1.1-3.5l-2.9-2.2h3.6z"),
  PLUS("M-1.4-4.2h2.8v2.8h2.8v2.8h-2.8v2.8h-2.8v-2.8h-2.8v-2.8h2.8z"),
  CROSS("M-4-2l2-2l2 2l2-2l2 2l-2 2l2 2l-2 2l-2-2l-2 2l-2-2l2-2z");

  private final String path;

  Marker(String path) {
    this.path = path;
  }

  /** Its name in the palette. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String path() {
    return path;
  }
}
