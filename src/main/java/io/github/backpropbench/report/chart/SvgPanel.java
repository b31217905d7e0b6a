package io.github.backpropbench.report.chart;

import static io.github.backpropbench.report.chart.SvgChart.at;
import static io.github.backpropbench.report.chart.SvgChart.drawPath;
import static io.github.backpropbench.report.chart.SvgChart.drawText;
import static io.github.backpropbench.report.chart.SvgChart.number;

import io.github.backpropbench.report.chart.Chart.Line;
import io.github.backpropbench.report.chart.Chart.Panel;
import io.github.backpropbench.report.chart.Chart.Point;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Markup;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws one panel: its axes with their ticks, then the lines with their bars and points. */
final class SvgPanel {
  private static final double LEFT = 64;
  private static final double RIGHT = 14;
  private static final double TOP = 26;
  private static final double BOTTOM = 46;
  private static final double CAP = 3;
  private static final double DISTANCE = 2.5;
  private static final double DISTANCE_OF_ONE = 20;

  private final Markup svg;
  private final Chart chart;
  private final Chart.Colours colours;
  private final Panel panel;
  private final double left;
  private final double right;
  private final double top;
  private final double bottom;
  private final LogAxis horizontal;
  private final LogAxis vertical;

  /** A panel in a rectangle of the picture. */
  SvgPanel(
      Markup svg,
      Chart chart,
      Chart.Colours colours,
      Panel panel,
      double x,
      double y,
      double width,
      double height) {
    this.svg = svg;
    this.chart = chart;
    this.colours = colours;
    this.panel = panel;
    left = x + LEFT;
    right = x + width - RIGHT;
    top = y + TOP;
    bottom = y + height - BOTTOM;
    horizontal = LogAxis.around(values(Point::x), left, right);
    vertical = LogAxis.around(values(Point::y), bottom, top);
  }

  /**
   * @param id that no other panel has
   */
  void draw(String id) {
    drawText(svg, panel.title(), left, top - 9, "font-weight", "bold");
    drawHorizontalAxis();
    drawVerticalAxis();
    svg.open("clipPath", "id", id);
    svg.empty(
            "rect",
            "x",
            number(left),
            "y",
            number(top),
            "width",
            number(right - left),
            "height",
            number(bottom - top))
        .line();
    svg.close("clipPath").line();
    // An interval of two forks may be larger than the panel.
    svg.open("g", "clip-path", "url(#" + id + ")").line();
    panel.lines().stream().filter(Line::behind).forEach(this::drawBehind);
    List<Line> lines = panel.lines().stream().filter(line -> !line.behind()).toList();
    for (int i = 0; i < lines.size(); i++) {
      drawLine(lines.get(i), (i - (lines.size() - 1) / 2.0) * distance());
    }
    svg.close("g").line();
    String frame = at("M%s %sV%sH%s", left, top, bottom, right);
    drawPath(svg, frame, "fill", "none", "stroke", colours.axes());
  }

  private void drawHorizontalAxis() {
    for (double tick : horizontal.ticks(values(Point::x))) {
      double x = horizontal.position(tick);
      drawPath(svg, at("M%s %sV%s", x, top, bottom), "stroke", colours.grid());
      drawText(svg, Figures.tick(tick), x, bottom + 16, "text-anchor", "middle");
    }
    drawText(svg, chart.xTitle(), (left + right) / 2, bottom + 34, "text-anchor", "middle");
  }

  private void drawVerticalAxis() {
    for (double tick : vertical.decades()) {
      double y = vertical.position(tick);
      drawPath(svg, at("M%s %sH%s", left, y, right), "stroke", colours.grid());
      drawText(svg, Figures.tick(tick), left - 6, y + 4, "text-anchor", "end");
    }
    String turned = at("translate(%s %s) rotate(-90)", left - 50, (top + bottom) / 2);
    svg.element("text", chart.yTitle(), "transform", turned, "text-anchor", "middle").line();
  }

  /** Between points of the same x, so that their bars do not cover each other. */
  private double distance() {
    return values(Point::x).stream().distinct().count() == 1 ? DISTANCE_OF_ONE : DISTANCE;
  }

  private void drawBehind(Line line) {
    svg.open("g", "stroke", colours.axes(), "stroke-opacity", "0.35").line();
    boolean single = line.points().size() == 1; // which is no line
    String path = path(line, single ? -CAP : 0) + (single ? at("h%s", 2 * CAP) : "");
    svg.open("path", "d", path, "fill", "none", "stroke-width", "0.8");
    svg.element("title", line.label()).close("path").line().close("g").line();
  }

  /**
   * @param shift to the right
   */
  private void drawLine(Line line, double shift) {
    String colour = colours.line().apply(line.style().colour());
    svg.open("g", "fill", colour, "stroke", colour).line();
    String[] stroke = {"fill", "none", "stroke-width", "1.6"};
    drawPath(svg, path(line, shift), SvgChart.concat(stroke, SvgChart.dashes(line)));
    for (Point point : line.points()) {
      if (point.hasInterval()) {
        drawPath(svg, bar(point, shift), "fill", "none");
      }
    }
    for (Point point : line.points()) {
      String place = "translate(" + place(point, shift) + ")";
      String marker = line.style().marker().path();
      svg.open("path", "d", marker, "transform", place, "stroke", "none");
      svg.element("title", point.text()).line();
      svg.close("path").line();
    }
    svg.close("g").line();
  }

  private String path(Line line, double shift) {
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(path.isEmpty() ? "M" : "L").append(place(point, shift));
    }
    return path.toString();
  }

  private String place(Point point, double shift) {
    return at("%s %s", horizontal.position(point.x()) + shift, vertical.position(point.y()));
  }

  /** An interval with caps, cut off near the panel: some viewers do not draw very long lines. */
  private String bar(Point point, double shift) {
    double x = horizontal.position(point.x()) + shift;
    double high = Math.max(top - 10, vertical.position(point.high()));
    double low = Math.min(bottom + 10, vertical.position(point.low()));
    return at("M%s %sh%sm-%s 0V%sm-%s 0h%s", x - CAP, high, 2 * CAP, CAP, low, CAP, 2 * CAP);
  }

  private List<Double> values(ToDoubleFunction<Point> coordinate) {
    return panel.lines().stream()
        .flatMap(line -> line.points().stream())
        .map(coordinate::applyAsDouble)
        .toList();
  }
}
