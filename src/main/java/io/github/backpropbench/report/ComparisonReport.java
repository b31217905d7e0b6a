package io.github.backpropbench.report;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.comparison.ComparedRuns;
import io.github.backpropbench.report.comparison.ComparisonDocument;
import io.github.backpropbench.report.comparison.RunsCharts;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.html.DocumentPage;
import io.github.backpropbench.report.render.MarkdownRenderer;
import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.results.RunFolder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Runs compared with each other, as they are printed and written. */
public final class ComparisonReport {
  /** On a terminal, longer tables are shortened. */
  private static final int TERMINAL_ROWS = 200;

  private final Document document;
  private final Map<String, Chart> charts;
  private final Backends backends;

  private ComparisonReport(Document document, Map<String, Chart> charts, Backends backends) {
    this.document = document;
    this.charts = charts;
    this.backends = backends;
  }

  /** A gate's report: whether the candidate is slower than the baseline, and where. */
  public static ComparisonReport ofGate(Gate gate) {
    return new ComparisonReport(
        ComparisonDocument.ofGate(gate), Map.of(), new Backends(List.of(), List.of(), Set.of()));
  }

  /**
   * A report on several runs, side by side.
   *
   * @param runs at least two; all are compared with the first
   */
  public static ComparisonReport of(List<ComparisonSide> runs) {
    ComparedRuns compared = ComparedRuns.of(runs);
    Map<String, Chart> charts = RunsCharts.of(compared);
    return new ComparisonReport(
        ComparisonDocument.ofReport(compared, charts), charts, compared.backends());
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
    return new MarkdownRenderer(MarkdownRenderer.MOST_LINES).render(document);
  }

  /** One file with all rows, which needs no other file and no network. */
  public String html() {
    return DocumentPage.of(document, backends, charts);
  }

  /** For a terminal of at least 100 columns. */
  public String text() {
    return new TextRenderer(TextRenderer.COLUMNS, TERMINAL_ROWS).render(document);
  }
}
