package io.github.backpropbench.report.html;

import java.util.Map;
import java.util.TreeMap;

/** The shapes by which backends are told apart without colour. */
final class Markers {
  /** By the palette's names, around the origin in a square of 16. */
  private static final Map<String, String> SHAPES =
      new TreeMap<>(
          Map.of(
              "circle", "<circle r=\"5\"/>",
              "square", "<rect x=\"-4.5\" y=\"-4.5\" width=\"9\" height=\"9\"/>",
              "triangle", "<path d=\"M0-5.8 5.6 4.2H-5.6Z\"/>",
              "triangle-down", "<path d=\"M0 5.8 5.6-4.2H-5.6Z\"/>",
              "diamond", "<path d=\"M0-6.2 5.4 0 0 6.2-5.4 0Z\"/>",
              "star",
                  "<path d=\"M0-6.5 1.6-2.1 6.2-2 2.5.8 3.8 5.3 0 2.6-3.8 5.3-2.5.8-6.2-2-1.6-2.1Z\"/>",
              "plus", "<path d=\"M-1.7-6H1.7V-1.7H6V1.7H1.7V6H-1.7V1.7H-6V-1.7H-1.7Z\"/>",
              "cross",
                  "<path d=\"M-5.4-3-3-5.4 0-2.4 3-5.4 5.4-3 2.4 0 5.4 3 3 5.4 0 2.4-3 5.4-5.4 3-2.4 0Z\"/>"));

  private Markers() {}

  /** Hidden definitions, which {@link #icon} and the charts refer to. */
  static Html definitions() {
    Html html = new Html();
    html.open("svg", "class", "definitions", "aria-hidden", "true", "width", "0", "height", "0");
    SHAPES.forEach(
        (name, shape) ->
            html.open("symbol", "id", "mark-" + name, "viewBox", "-8 -8 16 16")
                .trusted(shape)
                .close("symbol"));
    return html.close("svg").line();
  }

  /** A marker in a line of text. */
  static Html icon(BackendStyles.Known backend) {
    return new Html()
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
