package io.github.backpropbench.report;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.chart.ThroughputChart;
import io.github.backpropbench.report.document.Block.Picture;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.export.CellCsv;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.html.DocumentPage;
import io.github.backpropbench.report.render.MarkdownRenderer;
import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.report.section.RunSections;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The report of a file in JMH's JSON, of whatever benchmarks. */
public final class JmhReport {
  /** On a terminal, longer tables are shortened. */
  private static final int TERMINAL_ROWS = 200;

  private static final String COMPLETE = RunFolder.REPORT + " (--out DIR writes it)";

  private static final int NAME_LENGTH = 60;

  private final RunAnalysis analysis;
  private final Map<String, Chart> charts = new HashMap<>();
  private final Document document;

  private JmhReport(String name, RunAnalysis analysis) {
    this.analysis = analysis;
    Optional<Chart> throughput = ThroughputChart.of(analysis);
    throughput.ifPresent(chart -> charts.put(RunFolder.THROUGHPUT, chart));
    document =
        new Document(
            "backprop-bench report on " + ForeignText.of(name, NAME_LENGTH),
            "Benchmark results in JMH's JSON.",
            RunSections.ofFile(analysis, throughput));
  }

  /**
   * The report of a file.
   *
   * @param name of the file
   */
  public static JmhReport of(String name, RunResults file) {
    return new JmhReport(name, RunAnalysis.of(file));
  }

  /** The files of the report by their names, with their contents. */
  public SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>();
    files.put(RunFolder.CELLS, CellCsv.of(analysis));
    files.put(RunFolder.REPORT, markdown());
    files.put(RunFolder.PAGE, html());
    charts.forEach((file, chart) -> files.put(file, chart.svg()));
    return files;
  }

  /** For a pull request: fewer than 200 lines, whatever the size of the file. */
  public String markdown() {
    return new MarkdownRenderer(MarkdownRenderer.MOST_LINES).render(document);
  }

  /** One file with all rows, which needs no other file and no network. */
  public String html() {
    return DocumentPage.of(document, analysis.run().backends(), charts);
  }

  /** For a terminal of at least 100 columns, where no picture lies beside it. */
  public String text() {
    List<Section> words =
        document.sections().stream()
            .map(
                section ->
                    new Section(
                        section.title(),
                        section.blocks().stream()
                            .filter(block -> !(block instanceof Picture))
                            .toList()))
            .toList();
    return new TextRenderer(TextRenderer.COLUMNS, TERMINAL_ROWS, COMPLETE)
        .render(new Document(document.title(), document.subtitle(), words));
  }
}
