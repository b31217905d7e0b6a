package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Roofline;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rate of arithmetic of a training step, and its share of the machine's peak. */
final class RooflineSection {
  private static final double GIGA = 1e9;

  private RooflineSection() {}

  /** Empty if no training step has a time and no limit of the machine was measured. */
  static Optional<Section> of(RunAnalysis analysis) {
    Roofline roofline = Roofline.of(analysis.run());
    Grid grid =
        analysis
            .grid(BenchmarkKind.TRAINING_STEP)
            .where(GridRow::principal)
            .where(
                row -> row.byBackend().values().stream().anyMatch(cell -> isKnown(roofline, cell)));
    if (grid.isEmpty()) {
      return roofline.isEmpty()
          ? Optional.empty()
          : Optional.of(new Section(title(roofline), List.of(new Paragraph(limits(roofline)))));
    }
    BackendTable table =
        BackendTable.of(
                analysis.run(),
                (row, cell) ->
                    isKnown(roofline, cell)
                        ? Optional.of(lines(analysis, roofline, row, cell))
                        : Optional.empty())
            .ranked(row -> true); // these rows are those of the first table in another unit
    return Optional.of(
        new Section(
            title(roofline),
            List.of(
                new Paragraph(
                    "The rate of a training step: the multiplications and additions of its matrix"
                        + " products, 2·m·k·n for m×k by k×n, divided by its time. Bias, ReLU, loss"
                        + " and update are not counted. "
                        + (roofline.isEmpty()
                            ? ""
                            : "Below each rate is its share of the machine's peak. ")
                        + limits(roofline)
                        + FloorPhrases.ofShares(analysis, grid, "step")),
                table.of(analysis.run(), grid))));
  }

  /**
   * The rate, {@code 98.1 GFLOP/s}; {@code 43 %}, its share of the peak; and {@code 83 % of eigen},
   * its share of the best floor: as far as they are known.
   */
  static List<String> lines(RunAnalysis analysis, Roofline roofline, GridRow row, CellKey cell) {
    List<String> lines = new ArrayList<>();
    roofline.rate(cell).ifPresent(rate -> lines.add(giga(rate) + " GFLOP/s"));
    roofline.share(cell).ifPresent(share -> lines.add(Figures.percent(share)));
    FloorPhrases.share(analysis, row, cell).forEach(lines::add);
    return lines;
  }

  private static boolean isKnown(Roofline roofline, CellKey cell) {
    return roofline.rate(cell).isPresent();
  }

  private static String title(Roofline roofline) {
    return roofline.isEmpty() ? "Rate of arithmetic" : "How close to the machine's limits";
  }

  private static String limits(Roofline roofline) {
    if (roofline.isEmpty()) {
      return "run --calibrate also measures the machine's limits.";
    }
    List<String> byThreads = new ArrayList<>();
    for (int threads : roofline.threads()) {
      List<String> limits = new ArrayList<>();
      for (Precision precision : Precision.values()) {
        roofline
            .peak(precision.label(), threads)
            .ifPresent(peak -> limits.add(giga(peak) + " GFLOP/s in " + precision.label()));
      }
      roofline
          .bandwidth(threads)
          .ifPresent(rate -> limits.add(giga(rate) + " GB/s to and from memory"));
      byThreads.add(
          Phrases.and(limits) + " on " + (threads == 1 ? "one thread" : threads + " threads"));
    }
    return "The machine's limits, measured in loops of nothing but arithmetic or memory access: "
        + String.join("; ", byThreads)
        + ".";
  }

  private static String giga(double perSecond) {
    return Figures.number(perSecond / GIGA);
  }
}
