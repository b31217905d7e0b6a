package io.github.backpropbench.report.chart;

import static io.github.backpropbench.report.chart.SvgWriter.number;

import io.github.backpropbench.report.chart.Chart.Line;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a chart: a title, the legend, the panels in two columns, the notes. */
final class SvgChart {
  private static final double WIDTH = 880;
  private static final double PANEL_HEIGHT = 300;
  private static final double TITLE_HEIGHT = 34;
  private static final double LEGEND_ROW = 22;
  private static final double NOTE_ROW = 18;
  private static final double EDGE = 12;
  private static final int COLUMNS = 2;

  /** Of a letter in the legend, on average, in any font that a browser falls back to. */
  private static final double LETTER = 7.5;

  private static final double LEGEND_MARK = 46;

  private final SvgWriter svg = new SvgWriter();
  private final Chart chart;
  private final String prefix;
  private final ChartColours colours;

  private SvgChart(Chart chart, String prefix, ChartColours colours) {
    this.chart = chart;
    this.prefix = prefix;
    this.colours = colours;
  }

  /** The content of the file. */
  static String of(Chart chart, String prefix, ChartColours colours) {
    return new SvgChart(chart, prefix, colours).draw();
  }

  private String draw() {
    Map<String, Line> legend = new LinkedHashMap<>();
    chart.panels().forEach(panel -> panel.lines().forEach(l -> legend.putIfAbsent(l.label(), l)));
    double entryWidth =
        LEGEND_MARK + LETTER * legend.keySet().stream().mapToInt(String::length).max().orElse(0);
    int perRow = Math.max(1, (int) ((WIDTH - 2 * EDGE) / entryWidth));
    double panelsTop = TITLE_HEIGHT + LEGEND_ROW * rows(legend.size(), perRow) + EDGE;
    int columns = Math.min(COLUMNS, chart.panels().size());
    double notesTop = panelsTop + PANEL_HEIGHT * rows(chart.panels().size(), columns);
    double height = notesTop + NOTE_ROW * chart.notes().size() + EDGE;

    svg.openRoot(
        "viewBox",
        "0 0 %s %s".formatted(number(WIDTH), number(height)),
        "width",
        number(WIDTH),
        "height",
        number(height),
        "role",
        "img",
        "aria-labelledby",
        prefix + "title",
        "font-family",
        "system-ui,sans-serif",
        "font-size",
        "12",
        "fill",
        colours.ink());
    svg.endLine();
    svg.text("title", chart.title(), "id", prefix + "title");
    svg.element("rect", "width", "100%", "height", "100%", "fill", colours.paper());
    svg.text(
        "text",
        chart.title(),
        "x",
        number(EDGE),
        "y",
        "22",
        "font-size",
        "15",
        "font-weight",
        "bold");
    drawLegend(List.copyOf(legend.values()), entryWidth, perRow);
    drawPanels(panelsTop, columns);
    drawNotes(notesTop);
    svg.close();
    return svg.content();
  }

  private void drawLegend(List<Line> legend, double entryWidth, int perRow) {
    for (int i = 0; i < legend.size(); i++) {
      Line line = legend.get(i);
      String colour = colours.line().apply(line.style().colour());
      double x = EDGE + entryWidth * (i % perRow);
      double y = TITLE_HEIGHT + LEGEND_ROW * (i / perRow + 0.5);
      svg.element(
          "path",
          "d",
          "M%s %sh26".formatted(number(x), number(y)),
          "stroke",
          colour,
          "stroke-width",
          "2");
      svg.element(
          "path",
          "d",
          line.style().marker().path(),
          "transform",
          "translate(%s %s)".formatted(number(x + 13), number(y)),
          "fill",
          colour);
      svg.text("text", line.label(), "x", number(x + 32), "y", number(y + 4));
    }
  }

  private void drawPanels(double top, int columns) {
    double width = (WIDTH - EDGE) / columns;
    for (int i = 0; i < chart.panels().size(); i++) {
      new SvgPanel(
              svg,
              chart,
              colours,
              chart.panels().get(i),
              width * (i % columns),
              top + PANEL_HEIGHT * (i / columns),
              width,
              PANEL_HEIGHT)
          .draw(prefix + "panel" + i);
    }
  }

  private void drawNotes(double top) {
    for (int i = 0; i < chart.notes().size(); i++) {
      svg.text(
          "text",
          chart.notes().get(i),
          "x",
          number(EDGE),
          "y",
          number(top + NOTE_ROW * (i + 0.8)),
          "fill",
          colours.soft());
    }
  }

  private static int rows(int entries, int perRow) {
    return (entries + perRow - 1) / perRow;
  }
}
