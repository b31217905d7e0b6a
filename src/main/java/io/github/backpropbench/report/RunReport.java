package io.github.backpropbench.report;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.html.RunPage;
import io.github.backpropbench.report.render.MarkdownRenderer;
import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.results.RunResults;

/** The report of one run. */
public final class RunReport {
  /** What fits on a terminal without wrapping. */
  private static final int TERMINAL_COLUMNS = 100;

  /** Tables longer than that are shortened on a terminal. */
  private static final int TERMINAL_ROWS = 60;

  /** What is still read in a pull request. */
  private static final int MARKDOWN_LINES = 199;

  private final RunAnalysis analysis;
  private final Document document;

  private RunReport(RunAnalysis analysis) {
    this.analysis = analysis;
    this.document = RunDocument.of(analysis);
  }

  public static RunReport of(RunResults run) {
    return new RunReport(RunAnalysis.of(run));
  }

  /** The content of {@code report.md}: fewer than 200 lines, whatever the size of the run. */
  public String markdown() {
    return new MarkdownRenderer(MARKDOWN_LINES).render(document);
  }

  /** The content of {@code report.html}: one file that needs no other, and no network. */
  public String html() {
    return RunPage.of(analysis, document.title(), document.subtitle());
  }

  /** The same for a terminal of at least 100 columns. */
  public String text() {
    return new TextRenderer(TERMINAL_COLUMNS, TERMINAL_ROWS).render(document);
  }
}
