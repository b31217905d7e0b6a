package io.github.backpropbench.report.chart;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Values against a factor as lines on logarithmic axes, in panels side by side.
 *
 * @param title one line
 * @param xTitle of all panels
 * @param yTitle of all panels, with the unit
 * @param panels row by row, each from the left
 * @param notes below the panels: what the bars are, and what was left out
 */
public record Chart(
    String title, String xTitle, String yTitle, List<Panel> panels, List<String> notes) {
  public Chart {
    panels = List.copyOf(panels);
    notes = List.copyOf(notes);
  }

  /** The chart as a file of its own. */
  public String svg() {
    return SvgChart.of(this, "", Colours.OF_FILES);
  }

  /**
   * The chart as part of a page.
   *
   * @param prefix of its elements' ids, unique within the page
   * @param colours of the page
   */
  public String svg(String prefix, Colours colours) {
    return SvgChart.of(this, prefix, colours);
  }

  /**
   * One pair of axes.
   *
   * @param lines from the back to the front
   */
  public record Panel(String title, List<Line> lines) {
    public Panel {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The points of one backend or factor level, joined.
   *
   * @param label in the legend; lines with the same label look alike
   * @param points from the left
   * @param behind whether it is only there to be compared with: thin, grey and not in the legend
   */
  public record Line(String label, Palette.Style style, List<Point> points, boolean behind) {
    public Line(String label, Palette.Style style, List<Point> points) {
      this(label, style, points, false);
    }

    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * One value.
   *
   * @param x positive
   * @param y positive
   * @param low the lower end of its interval; NaN if it has none
   * @param high the upper end
   * @param text shown when a reader points at it
   */
  public record Point(double x, double y, double low, double high, String text) {
    boolean hasInterval() {
      return Double.isFinite(low) && Double.isFinite(high);
    }
  }

  /**
   * The colours of a chart, as SVG writes them.
   *
   * @param paper the background
   * @param ink titles and labels
   * @param soft notes
   * @param axes the lines on which ticks stand
   * @param grid the lines between ticks
   * @param line turns a colour of the palette into the one that is drawn
   */
  public record Colours(
      String paper, String ink, String soft, String axes, String grid, UnaryOperator<String> line) {

    /** For files. The paper is opaque, as the letters would be lost on a dark page. */
    static final Colours OF_FILES =
        new Colours(
            "#ffffff", "#222222", "#555555", "#444444", "#dddddd", UnaryOperator.identity());
  }
}
