package io.github.backpropbench.report.section;

import io.github.backpropbench.benchmark.KernelBenchmark;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kernel's operations that a backend can fuse: fused and op by op, side by side. */
final class FusedOperations {
  private static final String OP_BY_OP = FusionKind.OFF.label();

  private FusedOperations() {}

  /** Whether a row is of such an operation. */
  static boolean isOne(GridRow row) {
    try {
      return KernelBenchmark.isFused(row.group().value(Factor.OPERATION));
    } catch (IllegalArgumentException e) {
      return false; // in a file of another version
    }
  }

  /** A table of them. */
  static List<Block> of(RunAnalysis analysis, Grid operations) {
    MeasuredRun run = analysis.run();
    Map<CellKey, JudgedContrast> gains =
        ContrastSections.byCell(
            analysis.comparisons().of(Factor.FUSION).stream()
                .filter(one -> one.contrast().cell().has(Factor.OPERATION))
                .toList());
    Set<CellKey> beside = new HashSet<>();
    gains.keySet().forEach(cell -> beside.add(cell.with(Factor.FUSION, OP_BY_OP)));
    Grid rows = operations.where(row -> !beside.containsAll(row.byBackend().values()));
    return List.of(
        new Paragraph(
            "Operations that combine several, with m×k inputs, k×n weights and m×n outputs: time ± half its 95 %"
                + " interval"
                + (gains.isEmpty()
                    ? "."
                    : "; then the time op by op, and the fused time as a multiple of it with its"
                        + " 95 % interval. "
                        + FusionSection.NOT_SIMD)),
        BackendTable.of(
                run,
                (row, cell) ->
                    run.time(cell)
                        .map(time -> lines(run, cell, Optional.ofNullable(gains.get(cell)))))
            .grouped("precision, operation", row -> row.group().label())
            .of(run, rows));
  }

  private static List<String> lines(MeasuredRun run, CellKey cell, Optional<JudgedContrast> gain) {
    List<String> lines = new ArrayList<>();
    run.time(cell).map(Phrases::timeWithError).ifPresent(lines::add);
    gain.ifPresent(
        known -> {
          run.time(known.contrast().reference())
              .map(Phrases::timeWithError)
              .ifPresent(time -> lines.add("op by op " + time));
          lines.addAll(ContrastSections.ratio(known));
        });
    return lines;
  }
}
