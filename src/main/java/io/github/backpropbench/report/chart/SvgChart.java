package io.github.backpropbench.report.chart;

import io.github.backpropbench.report.chart.Chart.Line;
import io.github.backpropbench.report.format.Markup;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws a chart: a title, the legend, the panels in two columns, the notes. */
final class SvgChart {
  private static final double WIDTH = 880;
  private static final double PANEL_HEIGHT = 300;
  private static final double TITLE_HEIGHT = 34;
  private static final double LEGEND_ROW = 22;
  private static final double NOTE_ROW = 18;
  private static final double EDGE = 12;
  private static final int COLUMNS = 2;

  /** The average width of a letter in the legend, in any font that a browser falls back to. */
  private static final double LETTER = 7.5;

  private static final double LEGEND_MARK = 46;

  private final Markup svg = new Markup();
  private final Chart chart;
  private final String prefix;
  private final Chart.Colours colours;

  private SvgChart(Chart chart, String prefix, Chart.Colours colours) {
    this.chart = chart;
    this.prefix = prefix;
    this.colours = colours;
  }

  /** The content of the file. */
  static String of(Chart chart, String prefix, Chart.Colours colours) {
    return new SvgChart(chart, prefix, colours).draw();
  }

  private String draw() {
    Map<String, Line> legend = new LinkedHashMap<>();
    chart.panels().stream()
        .flatMap(panel -> panel.lines().stream())
        .filter(line -> !line.behind())
        .forEach(line -> legend.putIfAbsent(line.label(), line));
    double entryWidth =
        LEGEND_MARK + LETTER * legend.keySet().stream().mapToInt(String::length).max().orElse(0);
    int perRow = Math.max(1, (int) ((WIDTH - 2 * EDGE) / entryWidth));
    double panelsTop = TITLE_HEIGHT + LEGEND_ROW * rows(legend.size(), perRow) + EDGE;
    int columns = Math.min(COLUMNS, chart.panels().size());
    double notesTop = panelsTop + PANEL_HEIGHT * rows(chart.panels().size(), columns);
    double height = notesTop + NOTE_ROW * chart.notes().size() + EDGE;

    svg.open(
            "svg",
            "viewBox",
            at("0 0 %s %s", WIDTH, height),
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
            colours.ink(),
            "xmlns",
            "http://www.w3.org/2000/svg")
        .line();
    svg.element("title", chart.title(), "id", prefix + "title").line();
    svg.empty("rect", "width", "100%", "height", "100%", "fill", colours.paper()).line();
    drawText(svg, chart.title(), EDGE, 22, "font-size", "15", "font-weight", "bold");
    drawLegend(List.copyOf(legend.values()), entryWidth, perRow);
    drawPanels(panelsTop, columns);
    drawNotes(notesTop);
    return svg.close("svg").line().toString();
  }

  private void drawLegend(List<Line> legend, double entryWidth, int perRow) {
    for (int i = 0; i < legend.size(); i++) {
      Line line = legend.get(i);
      String colour = colours.line().apply(line.style().colour());
      double x = EDGE + entryWidth * (i % perRow);
      double y = TITLE_HEIGHT + LEGEND_ROW * (i / perRow + 0.5);
      String middle = at("translate(%s %s)", x + 13, y);
      String[] stroke = concat(new String[] {"stroke", colour, "stroke-width", "2"}, dashes(line));
      drawPath(svg, at("M%s %sh26", x, y), stroke);
      drawPath(svg, line.style().marker().path(), "transform", middle, "fill", colour);
      drawText(svg, line.label(), x + 32, y + 4);
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
      double y = top + NOTE_ROW * (i + 0.8);
      drawText(svg, chart.notes().get(i), EDGE, y, "fill", colours.soft());
    }
  }

  /**
   * Writes a text at a place of the picture.
   *
   * @param more attributes, as names and values in turn
   */
  static void drawText(Markup svg, String text, double x, double y, String... more) {
    String[] place = {"x", number(x), "y", number(y)};
    svg.element("text", text, concat(place, more)).line();
  }

  /**
   * Draws a path.
   *
   * @param more attributes, as names and values in turn
   */
  static void drawPath(Markup svg, String path, String... more) {
    svg.empty("path", concat(new String[] {"d", path}, more)).line();
  }

  /** The attribute of a dashed line. */
  static String[] dashes(Line line) {
    String dashes = line.style().dashes();
    return dashes.isEmpty() ? new String[0] : new String[] {"stroke-dasharray", dashes};
  }

  static String[] concat(String[] first, String[] second) {
    return Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new);
  }

  /** A length or a coordinate; a tenth of a unit is finer than anybody sees. */
  static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A path or a transformation, from a format with {@code %s} for each coordinate. */
  static String at(String format, double... coordinates) {
    return format.formatted(DoubleStream.of(coordinates).mapToObj(SvgChart::number).toArray());
  }

  private static int rows(int entries, int perRow) {
    return (entries + perRow - 1) / perRow;
  }
}
