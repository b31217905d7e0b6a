package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The shortest times to one target, each with the method and the batch size that suit it best. A
 * choice of the shortest of several means favours those that were lucky; with intervals as narrow
 * as those of forks, by little.
 *
 * @param setting what all of them have in common: the task, the precision, …
 * @param libraries the best cell of each library, from the shortest time
 * @param engines the same of the engines
 * @param yardsticks the same of the yardsticks
 * @param optimizers the best cells of the first of all backends, one for each optimizer, in the
 *     order of the optimizers
 */
public record ShortestTimes(
    Group setting,
    List<CellKey> libraries,
    List<CellKey> engines,
    List<CellKey> yardsticks,
    List<CellKey> optimizers) {
  private static final List<Factor> CHOSEN =
      List.of(
          Factor.BACKEND,
          Factor.BATCH,
          Factor.GRADIENT,
          Factor.OPTIMIZER,
          Factor.BIAS,
          Factor.FEED);

  public ShortestTimes {
    libraries = List.copyOf(libraries);
    engines = List.copyOf(engines);
    yardsticks = List.copyOf(yardsticks);
    optimizers = List.copyOf(optimizers);
  }

  /** Those of each task, precision, …; none if the run trains to no target. */
  public static List<ShortestTimes> of(MeasuredRun run) {
    List<CellKey> cells =
        run.cells().stream()
            .filter(CellKey::trainsToTarget)
            .filter(cell -> run.time(cell).isPresent() && !run.isBaseline(cell))
            .filter(cell -> !cell.value(Factor.FUSION).equals(FusionKind.OFF.label()))
            .toList();
    Map<CellKey, List<CellKey>> settings = new LinkedHashMap<>();
    for (CellKey cell : cells) {
      settings.computeIfAbsent(setting(cell), setting -> new ArrayList<>()).add(cell);
    }
    return settings.values().stream().map(ofOne -> of(run, ofOne, cells)).toList();
  }

  private static ShortestTimes of(
      MeasuredRun run, List<CellKey> cells, Collection<CellKey> allCells) {
    SortedMap<String, String> common = new TreeMap<>(cells.get(0).parameters());
    CHOSEN.forEach(factor -> common.remove(factor.label()));
    List<CellKey> libraries = best(run, cells, Role.LIBRARY);
    List<CellKey> engines = best(run, cells, Role.ENGINE);
    List<CellKey> yardsticks = best(run, cells, Role.YARDSTICK);
    List<CellKey> optimizers =
        Stream.of(libraries, engines, yardsticks)
            .flatMap(List::stream)
            .findFirst()
            .map(first -> byOptimizer(run, cells, baseline(first, cells)))
            .orElse(List.of());
    return new ShortestTimes(
        new Group(common, Group.texts(allCells)), libraries, engines, yardsticks, optimizers);
  }

  /** The cell with the shortest time of the libraries; without any, of the engines, … */
  public CellKey first() {
    return ranked().get(0);
  }

  /** Those that the first is the shortest of. */
  public List<CellKey> ranked() {
    return Stream.of(libraries, engines)
        .filter(cells -> !cells.isEmpty())
        .findFirst()
        .orElse(yardsticks);
  }

  /** The yardsticks beside libraries, or beside engines. */
  public List<CellKey> beside() {
    return libraries.isEmpty() && engines.isEmpty() ? List.of() : yardsticks;
  }

  /** The engines beside libraries. */
  public List<CellKey> enginesBeside() {
    return libraries.isEmpty() ? List.of() : engines;
  }

  /** Whether there is anything in it: baselines outside the JVM do not take part. */
  public boolean isEmpty() {
    return ranked().isEmpty();
  }

  /** What must be judged for what is said of them. */
  List<Contrast> contrasts() {
    List<Contrast> contrasts = new ArrayList<>();
    if (!isEmpty()) {
      Stream.of(ranked().stream().skip(1), enginesBeside().stream(), beside().stream())
          .flatMap(cells -> cells)
          .forEach(cell -> contrasts.add(TargetCells.pair(cell, first())));
    }
    optimizers.stream()
        .skip(1)
        .forEach(cell -> contrasts.add(TargetCells.pair(cell, optimizers.get(0))));
    return contrasts;
  }

  private static List<CellKey> best(MeasuredRun run, List<CellKey> cells, Role role) {
    List<String> backends = run.backends().names(role);
    return bestBy(
            run,
            cells.stream().filter(cell -> backends.contains(cell.backend())).toList(),
            CellKey::backend)
        .values()
        .stream()
        .sorted(byTime(run))
        .toList();
  }

  /** Alike in all but optimizer and batch, as not every optimizer is measured in all variants. */
  private static List<CellKey> byOptimizer(MeasuredRun run, List<CellKey> cells, CellKey alike) {
    SortedMap<String, CellKey> best = new TreeMap<>(Factor.OPTIMIZER.order());
    best.putAll(
        bestBy(
            run,
            cells.stream().filter(cell -> isAlike(cell, alike)).toList(),
            cell -> cell.value(Factor.OPTIMIZER)));
    return List.copyOf(best.values());
  }

  /** The cell with the method's baselines of gradient and bias if it was measured. */
  private static CellKey baseline(CellKey first, List<CellKey> cells) {
    return cells.stream()
        .filter(cell -> cell.backend().equals(first.backend()))
        .filter(cell -> cell.value(Factor.GRADIENT).equals(Factor.GRADIENT.baseline()))
        .filter(cell -> cell.value(Factor.BIAS).equals(Factor.BIAS.defaults().get(0)))
        .findFirst()
        .orElse(first);
  }

  private static boolean isAlike(CellKey cell, CellKey other) {
    return Stream.of(Factor.BACKEND, Factor.GRADIENT, Factor.BIAS, Factor.FEED)
        .allMatch(factor -> cell.value(factor).equals(other.value(factor)));
  }

  private static Map<String, CellKey> bestBy(
      MeasuredRun run, List<CellKey> cells, Function<CellKey, String> key) {
    Map<String, CellKey> best = new LinkedHashMap<>();
    cells.stream().sorted(byTime(run)).forEach(cell -> best.putIfAbsent(key.apply(cell), cell));
    return best;
  }

  private static Comparator<CellKey> byTime(MeasuredRun run) {
    return Comparator.comparingDouble(
        cell -> run.time(cell).map(OperationTime::nanoseconds).orElse(Double.NaN));
  }

  private static CellKey setting(CellKey cell) {
    CellKey setting = cell;
    for (Factor factor : CHOSEN) {
      setting = setting.with(factor, "");
    }
    return setting;
  }
}
