package io.github.backpropbench.report.html;

import io.github.backpropbench.report.chart.Marker;
import io.github.backpropbench.report.format.Markup;

/** The shapes that tell backends apart without colour. */
final class Markers {
  /** The paths are about 8 units wide, and the symbols have room for 16. */
  private static final String LARGER = "scale(1.38)";

  private Markers() {}

  /** Hidden definitions, to which {@link #icon} and the charts refer. */
  static Markup definitions() {
    Markup html = new Markup();
    html.open("svg", "class", "definitions", "aria-hidden", "true", "width", "0", "height", "0");
    for (Marker marker : Marker.values()) {
      html.open("symbol", "id", "mark-" + marker.label(), "viewBox", "-8 -8 16 16")
          .empty("path", "d", marker.path(), "transform", LARGER)
          .close("symbol");
    }
    return html.close("svg").line();
  }

  /** A backend's marker in a line of text. */
  static Markup icon(BackendStyles.Known backend) {
    return new Markup()
        .open(
            "svg",
            "class",
            "mark " + backend.cssClass(),
            "viewBox",
            "-8 -8 16 16",
            "aria-hidden",
            "true")
        .empty(
            "use",
            "href",
            "#mark-" + backend.marker(),
            "x",
            "-8",
            "y",
            "-8",
            "width",
            "16",
            "height",
            "16")
        .close("svg");
  }
}
