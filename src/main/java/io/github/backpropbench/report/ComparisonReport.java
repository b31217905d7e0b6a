package io.github.backpropbench.report;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.report.comparison.ComparisonDocument;
import io.github.backpropbench.report.comparison.ComparisonJson;
import io.github.backpropbench.report.render.MarkdownRenderer;
import io.github.backpropbench.report.render.TextRenderer;

/** A comparison as it is printed. */
public final class ComparisonReport {
  /** Tables longer than that are shortened on a terminal. */
  private static final int TERMINAL_ROWS = 200;

  /** What is still read in a pull request. */
  private static final int MARKDOWN_LINES = 199;

  private final Comparison comparison;

  public ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** For a terminal of at least 100 columns. */
  public String text() {
    return new TextRenderer(TextRenderer.COLUMNS, TERMINAL_ROWS)
        .render(ComparisonDocument.of(comparison));
  }

  /** For a pull request: fewer than 200 lines. */
  public String markdown() {
    return new MarkdownRenderer(MARKDOWN_LINES).render(ComparisonDocument.of(comparison));
  }

  /** For programs: all of it. */
  public String json() {
    return ComparisonJson.of(comparison);
  }
}
