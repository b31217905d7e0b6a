package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.Crossover;
import io.github.backpropbench.report.analysis.Crossover.Line;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Markup;
import io.github.backpropbench.report.section.CrossoverSection;
import java.util.List;
import java.util.Optional;

/** The maps of the fastest backends, as tables with coloured cells. */
record CrossoverHtml(RunAnalysis analysis, BackendStyles styles) {
  /** More markers tell a reader no more, and thousands of them are slow to draw. */
  private static final int MOST_MARKERS = 4;

  /** A map for each precision and method, whose levels are in its {@code data-method}. */
  Markup maps(FactorLevels factors) {
    Markup html = new Markup();
    html.element("p", CrossoverSection.note(analysis), "class", "note").line();
    for (Crossover map : analysis.crossovers(row -> true)) {
      String title = map.method().label();
      html.open("div", "class", "map", "data-method", factors.levels(map.method()).toString());
      html.element("h3", title).line();
      table(html, map, title);
      html.close("div").line();
    }
    return html;
  }

  private void table(Markup html, Crossover map, String title) {
    html.open(
        "div", "class", "table", "role", "region", "tabindex", "0", "aria-label", "map, " + title);
    html.open("table", "class", "crossover").open("thead").open("tr");
    html.element("th", map.lineFactor().label(), "scope", "col", "class", "words");
    for (String level : map.levels()) {
      String heading = analysis.grid().rowFactor().label() + " " + Labels.of(level);
      html.element("th", heading, "scope", "col");
    }
    html.element("th", "changes", "scope", "col", "class", "words");
    html.close("tr").close("thead").line().open("tbody");
    for (Line line : map.lines()) {
      html.open("tr");
      html.element("th", Labels.of(CrossoverSection.name(line)), "scope", "row", "class", "words");
      for (String level : map.levels()) {
        cell(html, line.at(level));
      }
      html.element("td", CrossoverSection.changes(analysis, line), "class", "words");
      html.close("tr").line();
    }
    html.close("tbody").close("table").close("div");
  }

  private void cell(Markup html, Optional<GridRow> row) {
    if (row.isEmpty()) {
      html.element("td", "not measured", "class", "absent");
      return;
    }
    Leaders leaders = analysis.leaders(row.get());
    List<String> lines = CrossoverSection.cell(analysis, row.get());
    Backends backends = analysis.run().backends();
    Optional<BackendStyles.Known> winner =
        leaders.isDecided()
            ? styles.of(backends.label(leaders.backends().get(0)))
            : Optional.empty();
    html.open("td", "class", winner.map(one -> "won " + one.cssClass()).orElse("undecided"));
    if (winner.isPresent()) {
      html.add(Markers.icon(winner.get())).element("strong", lines.get(0)).empty("br");
    } else {
      html.element("strong", lines.get(0)).empty("br").open("span", "class", "tied");
      leaders.close().stream()
          .limit(MOST_MARKERS)
          .flatMap(backend -> styles.of(backends.label(backend)).stream())
          .forEach(backend -> html.add(Markers.icon(backend)));
      html.close("span").text(" ");
    }
    for (int i = 1; i < lines.size(); i++) {
      if (i > 1) {
        html.empty("br");
      }
      html.element("span", lines.get(i), "class", "more");
    }
    html.close("td");
  }
}
