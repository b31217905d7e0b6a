package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunResults;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the report of a run says, computed once for all its forms.
 *
 * @param main the benchmark that backends are judged by: the training step, or if it has no results
 *     the closest one that has
 * @param grid the cells of the main benchmark
 * @param comparisons all that the report gives a verdict on
 * @param leaders the fastest backends in each row of the grid
 */
public record RunAnalysis(
    MeasuredRun run,
    BenchmarkKind main,
    Grid grid,
    Comparisons comparisons,
    Map<GridRow, Leaders> leaders) {
  /** Analyses a run. */
  public static RunAnalysis of(RunResults results) {
    MeasuredRun run = new MeasuredRun(results);
    List<CellKey> timed = run.cells().stream().filter(cell -> run.time(cell).isPresent()).toList();
    BenchmarkKind main = ReportedContrasts.mainBenchmark(timed).orElse(BenchmarkKind.TRAINING_STEP);
    Grid grid = grid(run, main);
    Comparisons comparisons = new Comparisons(run);
    Map<GridRow, Leaders> leaders = new HashMap<>();
    grid.rows().forEach(row -> leaders.put(row, Leaders.of(run, comparisons, row)));
    return new RunAnalysis(run, main, grid, comparisons, leaders);
  }

  /** The cells of a benchmark, laid out by batch, or by size for the kernel's operations. */
  public Grid grid(BenchmarkKind kind) {
    return kind == main ? grid : grid(run, kind);
  }

  /** Some cells of the main benchmark, laid out in the same way. */
  public Grid gridOf(Collection<CellKey> cells) {
    return Grid.of(cells, grid.rowFactor());
  }

  /** The fastest backends of a row of the main grid. */
  public Leaders leaders(GridRow row) {
    return Optional.ofNullable(leaders.get(row)).orElseThrow();
  }

  /** Rows of one group of the main grid that have times, cut where the fastest backends change. */
  public List<RowRange> ranges(List<GridRow> rows) {
    return RowRange.of(this, rows);
  }

  /** Maps of the fastest backends in some rows of the main grid, one per precision and method. */
  public List<Crossover> crossovers(Predicate<GridRow> condition) {
    return Crossover.of(this, grid.where(condition).rows());
  }

  /** What a factor costs at a level, over all cells. */
  public Optional<TypicalCost> cost(Factor factor, String level) {
    List<JudgedContrast> contrasts =
        comparisons.of(factor).stream()
            .filter(one -> one.contrast().cell().value(factor).equals(level))
            .filter(one -> !run.isBaseline(one.contrast().cell()))
            .toList();
    return TypicalCost.of(contrasts);
  }

  private static Grid grid(MeasuredRun run, BenchmarkKind kind) {
    return Grid.of(run.cells(kind), ReportedContrasts.rowFactor(kind));
  }
}
