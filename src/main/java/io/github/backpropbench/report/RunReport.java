package io.github.backpropbench.report;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.chart.ThroughputChart;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.export.CellCsv;
import io.github.backpropbench.report.html.RunPage;
import io.github.backpropbench.report.render.MarkdownRenderer;
import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.report.section.RunSections;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The report of one run. */
public final class RunReport {
  /** Tables longer than that are shortened on a terminal. */
  private static final int TERMINAL_ROWS = 60;

  /** What is still read in a pull request. */
  private static final int MARKDOWN_LINES = 199;

  private final RunAnalysis analysis;
  private final Optional<Chart> throughput;
  private final RunSections sections;
  private final Document document;

  private RunReport(RunAnalysis analysis) {
    this.analysis = analysis;
    this.throughput = ThroughputChart.of(analysis);
    this.sections = RunSections.of(analysis, throughput);
    this.document = RunDocument.of(analysis.run().results().description(), sections);
  }

  public static RunReport of(RunResults run) {
    return new RunReport(RunAnalysis.of(run));
  }

  /**
   * The files of the report by their names, with their contents.
   *
   * @param folder that they are for
   */
  public SortedMap<String, String> files(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put(RunFolder.CELLS, CellCsv.of(analysis));
    files.put(RunFolder.REPORT, markdown());
    files.put(RunFolder.PAGE, html(Optional.of(folder)));
    throughput.map(Chart::svg).ifPresent(svg -> files.put(RunFolder.THROUGHPUT, svg));
    return files;
  }

  /** The content of {@code report.md}: fewer than 200 lines, whatever the size of the run. */
  public String markdown() {
    return new MarkdownRenderer(MARKDOWN_LINES).render(document);
  }

  /** The content of {@code report.html}: one file that needs no other, and no network. */
  public String html() {
    return html(Optional.empty());
  }

  private String html(Optional<Path> folder) {
    return RunPage.of(analysis, sections, document.title(), document.subtitle(), folder);
  }

  /** The same for a terminal of at least 100 columns. */
  public String text() {
    return new TextRenderer(TextRenderer.COLUMNS, TERMINAL_ROWS).render(document);
  }
}
