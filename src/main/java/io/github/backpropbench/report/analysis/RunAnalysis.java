package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.kernel.FusionKind;
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
 * @param floors what is possible in each row of any grid, as far as baselines show
 */
public record RunAnalysis(
    MeasuredRun run,
    BenchmarkKind main,
    Grid grid,
    Comparisons comparisons,
    Map<GridRow, Leaders> leaders,
    Floors floors) {
  private static final String OP_BY_OP = FusionKind.OFF.label();

  /** Analyses a run. */
  public static RunAnalysis of(RunResults results) {
    MeasuredRun run = new MeasuredRun(results);
    List<CellKey> timed = run.cells().stream().filter(cell -> run.time(cell).isPresent()).toList();
    BenchmarkKind main = ReportedContrasts.mainBenchmark(timed).orElse(BenchmarkKind.TRAINING_STEP);
    Grid grid = mainGrid(run, main, timed);
    Comparisons comparisons = new Comparisons(run);
    Map<GridRow, Leaders> leaders = new HashMap<>();
    grid.rows().forEach(row -> leaders.put(row, Leaders.of(run, comparisons, row)));
    return new RunAnalysis(run, main, grid, comparisons, leaders, Floors.of(run));
  }

  /** The cells of a benchmark, laid out by batch, or by size for the kernel's operations. */
  public Grid grid(BenchmarkKind kind) {
    return kind == main ? grid : grid(run, kind);
  }

  /** Some cells of the main benchmark, laid out in the same way. */
  public Grid gridOf(Collection<CellKey> cells) {
    return Grid.of(cells, grid.rowFactor());
  }

  /** The fastest backends of a row of the main grid, or of cells that train to a target. */
  public Leaders leaders(GridRow row) {
    return Optional.ofNullable(leaders.get(row)).orElseGet(() -> Leaders.of(run, comparisons, row));
  }

  /** Whether backends are judged by trainings to a target. */
  public boolean isToTarget() {
    return grid.rows().stream()
        .limit(1) // they are all alike
        .flatMap(row -> row.byBackend().values().stream())
        .anyMatch(CellKey::trainsToTarget);
  }

  /** Whether a cell is one of those that backends are judged by. */
  public boolean isMain(CellKey cell) {
    return main.measures(cell) && cell.trainsToTarget() == isToTarget();
  }

  /** Rows of one group of the main grid that have times, cut where the fastest backends change. */
  public List<RowRange> ranges(List<GridRow> rows) {
    return RowRange.of(this, rows);
  }

  /** Maps of the fastest backends in some rows of the main grid, one per precision and method. */
  public List<Crossover> crossovers(Predicate<GridRow> condition) {
    return Crossover.of(this, grid.where(condition).rows());
  }

  /** The backends that a list names: of many, those that {@linkplain Shortlist matter most}. */
  public List<String> named() {
    return Shortlist.shown(run, run.backends().names(), grid.rows());
  }

  /** The comparisons of the main benchmark's cells that differ in one factor. */
  public List<JudgedContrast> contrasts(Factor factor) {
    return comparisons.of(factor).stream().filter(one -> isMain(one.contrast().cell())).toList();
  }

  /** What a factor costs at a level, over all cells in the JVM. */
  public Optional<TypicalCost> cost(Factor factor, String level) {
    return cost(factor, level, cell -> !run.isBaseline(cell));
  }

  /** What a factor costs a backend at a level. */
  public Optional<TypicalCost> cost(Factor factor, String level, String backend) {
    return cost(factor, level, cell -> cell.backend().equals(backend));
  }

  /** Cells that are measured op by op count only if there are no others. */
  private Optional<TypicalCost> cost(Factor factor, String level, Predicate<CellKey> counts) {
    List<JudgedContrast> all =
        contrasts(factor).stream()
            .filter(one -> one.contrast().cell().value(factor).equals(level))
            .filter(one -> counts.test(one.contrast().cell()))
            .toList();
    List<JudgedContrast> fused =
        all.stream()
            .filter(one -> !one.contrast().cell().value(Factor.FUSION).equals(OP_BY_OP))
            .toList();
    return TypicalCost.of(fused.isEmpty() ? all : fused);
  }

  /** Trainings to a target count only if there are no others. */
  private static Grid mainGrid(MeasuredRun run, BenchmarkKind main, List<CellKey> timed) {
    List<CellKey> measured = timed.stream().filter(main::measures).toList();
    boolean toTarget = !measured.isEmpty() && measured.stream().allMatch(CellKey::trainsToTarget);
    return Grid.of(
        run.cells(main).stream().filter(cell -> cell.trainsToTarget() == toTarget).toList(),
        ReportedContrasts.rowFactor(main));
  }

  private static Grid grid(MeasuredRun run, BenchmarkKind kind) {
    return Grid.of(run.cells(kind), ReportedContrasts.rowFactor(kind));
  }
}
