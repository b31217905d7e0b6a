package io.github.backpropbench.report;

import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.html.DocumentPage;
import io.github.backpropbench.report.render.MarkdownRenderer;
import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.report.runs.RunSet;
import io.github.backpropbench.report.runs.RunsCharts;
import io.github.backpropbench.report.runs.RunsDocument;
import io.github.backpropbench.report.runs.SourceRun;
import io.github.backpropbench.results.RunFolder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The report of several runs. */
public final class RunsReport {
  private static final int TERMINAL_ROWS = 200;
  private static final int MARKDOWN_LINES = 199;

  private final RunSet runs;
  private final Map<String, Chart> charts;
  private final Document document;

  private RunsReport(RunSet runs) {
    this.runs = runs;
    this.charts = RunsCharts.of(runs);
    this.document = RunsDocument.of(runs, charts);
  }

  /**
   * @param runs at least two; all are held against the first
   */
  public static RunsReport of(List<SourceRun> runs) {
    return new RunsReport(RunSet.of(runs));
  }

  /** The files of the report by their names, with their contents. */
  public SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    files.put(RunFolder.REPORT, markdown());
    files.put(RunFolder.PAGE, html());
    charts.forEach((file, chart) -> files.put(file, chart.svg()));
    return files;
  }

  /** For a pull request: fewer than 200 lines, whatever the size of the runs. */
  public String markdown() {
    return new MarkdownRenderer(MARKDOWN_LINES).render(document);
  }

  /** One file that needs no other, and no network: all rows. */
  public String html() {
    return DocumentPage.of(document, runs.backends(), charts);
  }

  /** For a terminal of at least 100 columns. */
  public String text() {
    return new TextRenderer(TextRenderer.COLUMNS, TERMINAL_ROWS).render(document);
  }
}
