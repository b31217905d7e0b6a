package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.Roofline;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernel's operations one by one; the matrix products with their rate of arithmetic. */
final class KernelSection {
  /** The products by the names of the kernel's methods. */
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "multiply", "A·B",
          "multiplyTransposedLeft", "Aᵀ·B",
          "multiplyTransposedRight", "A·Bᵀ");

  private KernelSection() {}

  /** Empty if none was measured. */
  static Optional<Section> of(RunAnalysis analysis) {
    Grid grid = analysis.grid(BenchmarkKind.KERNEL);
    if (grid.isEmpty()) {
      return Optional.empty();
    }
    MeasuredRun run = analysis.run();
    Roofline roofline = Roofline.of(run);
    List<Block> blocks = new ArrayList<>();
    Grid products = grid.where(KernelSection::isProduct);
    if (!products.isEmpty()) {
      blocks.add(
          new Paragraph(
              "Matrix products of m×k by k×n, written mxkxn: time ± half its 95 % interval, then"
                  + " 2·m·k·n operations divided by that time, in GFLOP/s"
                  + (roofline.isEmpty() ? "." : " and as a share of the machine's peak.")
                  + FloorPhrases.ofShares(analysis, products, "product")));
      blocks.add(
          table(
                  run,
                  (row, cell, time) ->
                      Stream.concat(
                              Stream.of(Phrases.timeWithError(time)),
                              RooflineSection.lines(analysis, roofline, row, cell).stream())
                          .toList())
              .of(run, products));
    }
    Grid fused = grid.where(row -> FusedOperations.isOne(row) && !isProduct(row));
    Grid others = grid.where(row -> !FusedOperations.isOne(row) && !isProduct(row));
    if (!others.isEmpty()) {
      blocks.add(
          new Paragraph("Other operations, on m×n matrices: time ± half its 95 % interval."));
      blocks.add(
          table(run, (row, cell, time) -> List.of(Phrases.timeWithError(time))).of(run, others));
    }
    if (!fused.isEmpty()) {
      blocks.addAll(FusedOperations.of(analysis, fused));
    }
    return Optional.of(new Section("Kernel operations", blocks));
  }

  private static boolean isProduct(GridRow row) {
    return PRODUCTS.containsKey(row.group().value(Factor.OPERATION));
  }

  /** What stands in the place of a cell. */
  private interface Lines {
    List<String> of(GridRow row, CellKey cell, OperationTime time);
  }

  private static BackendTable table(MeasuredRun run, Lines lines) {
    return BackendTable.of(
            run, (row, cell) -> run.time(cell).map(time -> lines.of(row, cell, time)))
        .grouped("precision, operation", KernelSection::label);
  }

  /** How a matrix product is written; empty for another operation. */
  static Optional<String> product(String operation) {
    return Optional.ofNullable(PRODUCTS.get(operation));
  }

  private static String label(GridRow row) {
    return product(row.group().value(Factor.OPERATION))
        .map(product -> row.group().without(Factor.OPERATION).label() + ", " + product)
        .orElseGet(row.group()::label);
  }
}
