package io.github.backpropbench.report.chart;

import java.util.function.UnaryOperator;

/**
 * The colours of a chart, as SVG writes them.
 *
 * @param paper behind everything
 * @param ink of titles and labels
 * @param soft of notes
 * @param axes of the lines that ticks stand on
 * @param grid of the lines between ticks
 * @param line what stands for a colour of the palette
 */
public record ChartColours(
    String paper, String ink, String soft, String axes, String grid, UnaryOperator<String> line) {

  /** Of a file: not transparent, as its letters would be lost on a dark page. */
  public static final ChartColours OF_FILES =
      new ChartColours(
          "#ffffff", "#222222", "#555555", "#444444", "#dddddd", UnaryOperator.identity());
}
