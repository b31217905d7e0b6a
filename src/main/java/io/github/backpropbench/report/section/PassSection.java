package io.github.backpropbench.report.section;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.OperationTime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Paragraph;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The forward and backward passes, and their shares of a training step with SGD. */
public final class PassSection {
  private PassSection() {}

  /** Empty if neither was measured. */
  static Optional<Section> of(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    Grid grid = grid(run);
    if (grid.isEmpty()) {
      return Optional.empty();
    }
    BackendTable table =
        BackendTable.of(
            run,
            (row, network) -> {
              List<String> lines = new ArrayList<>();
              line(run, network, BenchmarkKind.FORWARD, "fwd").ifPresent(lines::add);
              line(run, network, BenchmarkKind.BACKWARD, "bwd").ifPresent(lines::add);
              return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
            });
    return Optional.of(
        new Section(
            "Forward and backward pass",
            List.of(
                new Paragraph(
                    "Time of the forward pass including the loss (fwd) and of the backward pass"
                        + " (bwd); in brackets as shares of a training step with SGD, which is"
                        + " measured separately. The rest of a step is the update."),
                table.of(run, grid))));
  }

  /** The networks of both benchmarks, as cells of the forward pass, by batch. */
  public static Grid grid(MeasuredRun run) {
    Set<CellKey> networks = new TreeSet<>();
    for (BenchmarkKind pass : List.of(BenchmarkKind.FORWARD, BenchmarkKind.BACKWARD)) {
      run.cells(pass).forEach(cell -> networks.add(of(cell, BenchmarkKind.FORWARD)));
    }
    return Grid.of(networks, Factor.BATCH);
  }

  /** The training step with SGD that the passes of a network are part of. */
  public static CellKey step(CellKey network) {
    return of(network, BenchmarkKind.TRAINING_STEP)
        .with(Factor.OPTIMIZER, Factor.OPTIMIZER.baseline());
  }

  /** The cell of another benchmark of the same network. */
  public static CellKey of(CellKey cell, BenchmarkKind benchmark) {
    return new CellKey(benchmark.method(), cell.parameters());
  }

  private static Optional<String> line(
      MeasuredRun run, CellKey network, BenchmarkKind pass, String label) {
    Optional<Double> whole = run.time(step(network)).map(OperationTime::nanoseconds);
    return run.time(of(network, pass))
        .map(OperationTime::nanoseconds)
        .map(
            time ->
                label
                    + " "
                    + Figures.time(time)
                    + whole.map(all -> " (" + Figures.percent(time / all) + ")").orElse(""));
  }
}
