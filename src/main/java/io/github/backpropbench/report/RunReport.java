package io.github.backpropbench.report;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.chart.ThroughputChart;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.export.CellCsv;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.html.RunPage;
import io.github.backpropbench.report.render.MarkdownRenderer;
import io.github.backpropbench.report.render.TextRenderer;
import io.github.backpropbench.report.section.RunSections;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The report of one run. */
public final class RunReport {
  /** Longer tables are shortened on a terminal. */
  private static final int TERMINAL_ROWS = 60;

  private static final int NAME_LENGTH = 60;

  private final RunAnalysis analysis;
  private final Optional<Chart> throughput;
  private final RunSections sections;
  private final Document document;

  private RunReport(RunAnalysis analysis) {
    this.analysis = analysis;
    this.throughput = ThroughputChart.of(analysis);
    this.sections = RunSections.of(analysis, throughput);
    this.document = new Document("backprop-bench report", subtitle(analysis), sections.inOrder());
  }

  public static RunReport of(RunResults run) {
    return new RunReport(RunAnalysis.of(run));
  }

  /**
   * The contents of the report's files by their names.
   *
   * @param folder the one that they are written for
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
    return new MarkdownRenderer(MarkdownRenderer.MOST_LINES).render(document);
  }

  /** The content of {@code report.html}: one file that needs no other, and no network. */
  public String html() {
    return html(Optional.empty());
  }

  private String html(Optional<Path> folder) {
    return RunPage.of(analysis, sections, document.title(), document.subtitle(), folder);
  }

  /** The report for a terminal of at least 100 columns. */
  public String text() {
    return new TextRenderer(TextRenderer.COLUMNS, TERMINAL_ROWS).render(document);
  }

  private static String subtitle(RunAnalysis analysis) {
    RunDescription description = analysis.run().results().description();
    Environment environment = description.environment();
    return "Profile %s, %s, %s, Java %s. %s, on %s."
        .formatted(
            name(description.plan().profile()),
            name(environment.timestamp()),
            name(environment.machine().cpu()),
            name(environment.jvm().version()),
            analysis.isToTarget()
                ? "A training is all steps and evaluations until its target is reached"
                : "A training step is forward pass, loss, backward pass and update on one batch",
            threads(description));
  }

  private static String threads(RunDescription description) {
    return List.of("1").containsAll(description.plan().valuesOf(Factor.THREADS))
        ? "one thread"
        : "one thread unless its row says how many";
  }

  private static String name(String name) {
    return ForeignText.of(name, NAME_LENGTH);
  }
}
