package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.chart.Palette;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the backends of a page look. */
final class BackendStyles {
  private static final Colour WHITE = new Colour(255, 255, 255);

  /** The page's darkest surface, as its style has it. */
  private static final Colour DARK = Colour.parse("#16191d");

  private final Map<String, Known> byLabel = new LinkedHashMap<>();

  BackendStyles(Backends backends) {
    for (String name : backends.names()) {
      Palette.Style style = Palette.of(name);
      String cssClass = "b" + byLabel.size();
      String label = backends.label(name);
      byLabel.put(
          label, new Known(label, cssClass, style.marker().label(), Colour.parse(style.colour())));
    }
  }

  /**
   * A backend.
   *
   * @param label as all tables call it
   * @param cssClass the class that sets {@code --c} to its colour
   */
  record Known(String label, String cssClass, String marker, Colour colour) {}

  /** A colour of the palette on a dark screen: lightened where it must be. */
  static Colour onDark(Colour colour) {
    return colour.visibleOn(DARK, WHITE);
  }

  /** In the order of the run's backends. */
  List<Known> all() {
    return List.copyOf(byLabel.values());
  }

  /** The backend of a label; empty if it is none's. */
  Optional<Known> of(String label) {
    return Optional.ofNullable(byLabel.get(label));
  }

  /** The classes: the palette's own colours, lightened on a dark screen where they must be. */
  String css() {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    for (Known backend : byLabel.values()) {
      String rule = "." + backend.cssClass() + "{--c:%s}";
      light.append(rule.formatted(backend.colour().hex()));
      dark.append(rule.formatted(onDark(backend.colour()).hex()));
    }
    return light + "\n@media screen and (prefers-color-scheme:dark){" + dark + "}\n";
  }
}
