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

/** The rate of arithmetic of a training step, and its share of what the machine can do. */
final class RooflineSection {
  private static final double GIGA = 1e9;

  private RooflineSection() {}

  /** Empty if no training step has a time, and nothing is known of the machine. */
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
            "shape, precision, method",
            (row, cell) ->
                isKnown(roofline, cell) ? Optional.of(lines(roofline, cell)) : Optional.empty());
    return Optional.of(
        new Section(
            title(roofline),
            List.of(
                new Paragraph(
                    "A training step's rate: the 2·N·H·(2·I + 3·O) multiplications and"
                        + " additions of its five products, with N samples and a shape of I-H-O, by"
                        + " its time; bias, ReLU, loss and update are not counted. "
                        + limits(roofline)),
                table.of(analysis.run(), grid))));
  }

  /** The rate, {@code 98.1 GFLOP/s}, and {@code 43 %}, its share of the peak, if that is known. */
  static List<String> lines(Roofline roofline, CellKey cell) {
    List<String> lines = new ArrayList<>();
    roofline.rate(cell).ifPresent(rate -> lines.add(giga(rate) + " GFLOP/s"));
    roofline.share(cell).ifPresent(share -> lines.add(Figures.percent(share)));
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
      return "run --calibrate measures the most that the machine can do, too.";
    }
    List<String> lanes = new ArrayList<>();
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
      String lane = threads == 1 ? "one thread" : threads + " threads";
      lanes.add(String.join(", ", limits) + " on " + lane);
    }
    return "Below it the share of the most that this machine did in a loop of nothing but"
        + " multiplications and additions: "
        + String.join("; ", lanes)
        + ".";
  }

  private static String giga(double perSecond) {
    return Figures.number(perSecond / GIGA);
  }
}
