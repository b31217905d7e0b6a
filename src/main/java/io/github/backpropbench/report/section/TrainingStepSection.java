package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.joining;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.chart.ThroughputChart;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Block.Picture;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Throughput and time of a training step, by network, method, batch and backend. */
final class TrainingStepSection {
  /** Marks the time of the fastest library of a row. */
  static final String FASTEST = "* ";

  private TrainingStepSection() {}

  /**
   * The section of a run, with a picture of the chart if there is one.
   *
   * @param chart a drawing of the same figures, in a file beside the report
   */
  static Section of(RunAnalysis analysis, Optional<Chart> chart) {
    Grid grid = analysis.grid(BenchmarkKind.TRAINING_STEP);
    String title = "Training step: throughput and time";
    if (grid.isEmpty()) {
      return new Section(title, List.of(new Paragraph("This run has no training step.")));
    }
    boolean judged = analysis.main() == BenchmarkKind.TRAINING_STEP;
    BackendTable table =
        BackendTable.of(
            analysis.run(),
            (row, cell) ->
                analysis
                    .run()
                    .time(cell)
                    .map(time -> lines(row, time, judged && isFastest(analysis, row, cell))));
    List<Block> blocks = new ArrayList<>();
    chart
        .map(drawn -> new Picture(RunFolder.THROUGHPUT, ThroughputChart.DESCRIPTION))
        .ifPresent(blocks::add);
    blocks.add(
        new Paragraph(
            ("Rows are named by shape (%s)%s, precision and method (%s). Each cell shows samples"
                        + " per second, and the time per step ± half its 95 %% interval.")
                    .formatted(
                        Factor.SHAPE.meaning(),
                        grid.says(Factor.LOSS) ? ", loss" : "",
                        Factor.METHOD.stream()
                            .filter(factor -> !isRare(factor) || grid.says(factor))
                            .map(Factor::label)
                            .collect(joining(", ")))
                + (judged ? fastest(analysis) : "")
                + (analysis.run().backends().haveYardsticksBeside()
                    ? YardstickPhrases.BRACKETS
                    : "")));
    blocks.add(table.of(analysis.run(), grid));
    return new Section(title, blocks);
  }

  /** Reports that measure only its default need not mention such a factor. */
  private static boolean isRare(Factor factor) {
    return factor == Factor.FEED || factor == Factor.FUSION;
  }

  /** What that mark means. */
  static String fastest(RunAnalysis analysis) {
    Backends backends = analysis.run().backends();
    boolean several = backends.haveSeveralRoles();
    boolean outside = !analysis.run().results().baselines().isEmpty();
    return " * marks %s that is shown to be faster than all %s%s."
        .formatted(
            Phrases.one(backends.kind()),
            several ? "other " + Phrases.plural(backends.kind()) : "others",
            outside && !several ? " in the JVM" : "");
  }

  private static List<String> lines(GridRow row, OperationTime time, boolean fastest) {
    OptionalInt batch = row.batch();
    String rate = batch.isPresent() ? Figures.rate(time.perSecond(batch.getAsInt())) : Figures.NONE;
    return List.of((fastest ? FASTEST : "") + rate, Phrases.timeWithError(time));
  }

  private static boolean isFastest(RunAnalysis analysis, GridRow row, CellKey cell) {
    Leaders leaders = analysis.leaders(row);
    return leaders.isDecided() && cell.backend().equals(leaders.backends().get(0));
  }
}
