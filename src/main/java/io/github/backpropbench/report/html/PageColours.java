package io.github.backpropbench.report.html;

import io.github.backpropbench.report.chart.Chart;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The colours of the charts that are drawn into a page. They are CSS variables, so that they follow
 * the reader's colour scheme and are dark on white in print.
 */
final class PageColours {
  static final Chart.Colours OF_CHARTS =
      new Chart.Colours(
          "var(--surface)",
          "var(--ink)",
          "var(--soft)",
          "var(--soft)",
          "var(--grid)",
          colour -> "var(" + variable(colour) + ")");

  private PageColours() {}

  /** The variables for the charts' lines. Dark colours are lightened on a dark screen. */
  static String css(Collection<Chart> charts) {
    SortedSet<String> colours = new TreeSet<>();
    for (Chart chart : charts) {
      for (Chart.Panel panel : chart.panels()) {
        panel.lines().forEach(line -> colours.add(line.style().colour()));
      }
    }
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    for (String colour : colours) {
      String rule = variable(colour) + ":%s;";
      light.append(rule.formatted(colour));
      dark.append(rule.formatted(Colour.parse(colour).onDark().hex()));
    }
    return ":root{%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n"
        .formatted(light, dark);
  }

  private static String variable(String colour) {
    return "--line-" + colour.substring(1);
  }
}
