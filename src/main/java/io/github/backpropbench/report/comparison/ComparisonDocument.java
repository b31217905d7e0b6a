package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Picture;
import io.github.backpropbench.report.document.Document;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sections about comparisons of runs, in their order. */
public final class ComparisonDocument {
  private static final int PATH_LENGTH = 200;

  private ComparisonDocument() {}

  /** For a gate: whether a candidate is slower than its baseline, and which cells are. */
  public static Document ofGate(Gate gate) {
    Comparison comparison = gate.scores();
    List<Section> sections = new ArrayList<>();
    sections.add(GateAnswer.of(gate));
    CellTable.of(comparison).ifPresent(sections::add);
    gate.metrics().forEach(metric -> CellTable.of(metric).ifPresent(sections::add));
    MeansSection.byBenchmark(comparison).ifPresent(sections::add);
    UncomparedSection.of(gate).ifPresent(sections::add);
    return new Document(
        "backprop-bench comparison",
        "Baseline: %s. Candidate: %s."
            .formatted(
                ForeignText.of(comparison.baseline(), PATH_LENGTH),
                ForeignText.of(comparison.candidate(), PATH_LENGTH)),
        sections);
  }

  /**
   * For a report: what several runs differ in, and their times side by side.
   *
   * @param charts to be stored in files beside it, by the files' names
   */
  public static Document ofReport(ComparedRuns runs, Map<String, Chart> charts) {
    List<Section> sections = new ArrayList<>();
    sections.add(RunsAnswer.of(runs));
    sections.add(RunTables.runs(runs));
    if (!charts.isEmpty()) {
      List<Block> pictures = new ArrayList<>();
      charts.forEach((file, chart) -> pictures.add(new Picture(file, chart.title())));
      sections.add(new Section("Training step by run", pictures));
    }
    MeansSection.byBackend(runs).ifPresent(sections::add);
    sections.addAll(TimesSection.of(runs));
    UncomparedSection.of(runs).ifPresent(sections::add);
    sections.add(RunTables.environments(runs));
    return new Document(
        "backprop-bench report on " + runs.runs().size() + " runs",
        "The baseline of all comparisons is the first run, %s.".formatted(runs.baseline().label()),
        sections);
  }
}
