package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.chart.Palette;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The colours and markers of the backends on a page. */
final class BackendStyles {
  private final Map<String, Known> byLabel = new LinkedHashMap<>();
  private final Map<String, Known> byHeading = new HashMap<>();

  BackendStyles(Backends backends) {
    Map<String, Palette.Style> styles = Palette.of(backends.names());
    for (String name : backends.names()) {
      Palette.Style style = styles.getOrDefault(name, Palette.of(name));
      String cssClass = "b" + byLabel.size();
      String label = backends.label(name);
      Known known =
          new Known(
              label,
              cssClass,
              style.marker().label(),
              Colour.parse(style.colour()),
              style.dashes());
      byLabel.put(label, known);
      byHeading.put(backends.heading(name), known);
    }
  }

  /**
   * The look of a backend.
   *
   * @param label its name in all tables
   * @param cssClass the class that sets {@code --c} to its colour, and the dashes of its lines
   * @param dashes as SVG writes them; empty for solid lines
   */
  record Known(String label, String cssClass, String marker, Colour colour, String dashes) {
    /** One with solid lines. */
    Known(String label, String cssClass, String marker, Colour colour) {
      this(label, cssClass, marker, colour, "");
    }
  }

  /** All of them, in the order of the run's backends. */
  List<Known> all() {
    return List.copyOf(byLabel.values());
  }

  /** The backend with a label; empty if there is none. */
  Optional<Known> of(String label) {
    return Optional.ofNullable(byLabel.get(label));
  }

  /** The backend whose column has a heading; empty if there is none. */
  Optional<Known> ofHeading(String heading) {
    return Optional.ofNullable(byHeading.get(heading));
  }

  /** The CSS classes. Colours that are too dark for a dark screen are lightened there. */
  String css() {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    for (Known backend : byLabel.values()) {
      String rule = "." + backend.cssClass() + "{--c:%s}";
      light.append(rule.formatted(backend.colour().hex()));
      dark.append(rule.formatted(backend.colour().onDark().hex()));
      if (!backend.dashes().isEmpty()) {
        light.append(
            ".line.%s{stroke-dasharray:%s}".formatted(backend.cssClass(), backend.dashes()));
      }
    }
    return light + "\n@media screen and (prefers-color-scheme:dark){" + dark + "}\n";
  }
}
