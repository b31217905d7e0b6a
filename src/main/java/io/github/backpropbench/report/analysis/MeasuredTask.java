package io.github.backpropbench.report.analysis;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.StepsToTarget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What was trained on some data to one target, by whatever backend and method. */
public final class MeasuredTask {
  /** The values of {@link TargetCells#TASK}. */
  private final Map<Factor, String> factors;

  private final List<CellKey> cells;

  /** The reference trainings by what tells their steps apart. */
  private final Map<List<String>, List<EvaluationCurve>> trainings = new LinkedHashMap<>();

  private MeasuredTask(
      Map<Factor, String> factors, List<CellKey> cells, List<EvaluationCurve> curves) {
    this.factors = new EnumMap<>(factors);
    this.cells = List.copyOf(cells);
    curves.forEach(curve -> add(trainings, method(curve.factors()), curve));
  }

  /** The tasks of a run, in the order of their cells; none if it trains to no target. */
  public static List<MeasuredTask> of(MeasuredRun run) {
    Map<Map<Factor, String>, List<CellKey>> cells = new LinkedHashMap<>();
    Map<Map<Factor, String>, List<EvaluationCurve>> curves = new LinkedHashMap<>();
    for (CellKey cell : run.cells(BenchmarkKind.CONVERGENCE)) {
      if (cell.trainsToTarget()) {
        add(cells, task(values(cell)), cell);
      }
    }
    for (EvaluationCurve curve : run.results().evaluations()) {
      add(curves, task(curve.factors()), curve);
    }
    Set<Map<Factor, String>> tasks = new LinkedHashSet<>(cells.keySet());
    tasks.addAll(curves.keySet());
    return tasks.stream()
        .map(
            task ->
                new MeasuredTask(
                    task,
                    cells.getOrDefault(task, List.of()),
                    curves.getOrDefault(task, List.of())))
        .toList();
  }

  /** The value of a factor of the task. */
  public String value(Factor factor) {
    return factors.getOrDefault(factor, "");
  }

  /** The cells that were planned or measured. */
  public List<CellKey> cells() {
    return cells;
  }

  /** The cells by method and batch, also those that cannot be measured. */
  public Grid grid() {
    List<CellKey> all = new ArrayList<>(cells);
    all.addAll(notReached());
    return Grid.of(all, Factor.BATCH);
  }

  /** The reference trainings of a cell; empty if there are none. */
  public Optional<StepsToTarget> training(CellKey cell) {
    return StepsToTarget.of(cell, trainings.getOrDefault(method(values(cell)), List.of()));
  }

  /** Whether no seed of a cell reaches the target. */
  public boolean isNotReached(CellKey cell) {
    return training(cell).map(training -> training.reached() == 0).orElse(false);
  }

  /** Whether a seed does not reach the target with a cell for which another does. */
  public boolean isSometimesNotReached() {
    return cells.stream()
        .flatMap(cell -> training(cell).stream())
        .anyMatch(training -> training.reached() < training.curves().size());
  }

  /** The name of a row's method, without what all rows of the task have in common. */
  public String method(Group group) {
    List<Factor> common = new ArrayList<>(TargetCells.TASK);
    if (cells.stream().map(cell -> cell.value(Factor.SEEDS)).distinct().count() <= 1) {
      common.add(Factor.SEEDS);
    }
    common.add(Factor.FEED);
    return group.without(common.toArray(Factor[]::new)).label();
  }

  /**
   * The cells that were not planned, as no seed reaches the target. They have everything else in
   * common with cells that were planned, if there are such with manual gradients and the same
   * optimizer.
   */
  private List<CellKey> notReached() {
    Set<List<String>> planned = new LinkedHashSet<>();
    cells.forEach(cell -> planned.add(method(values(cell))));
    Set<CellKey> missing = new LinkedHashSet<>();
    trainings.forEach(
        (method, curves) -> {
          if (!planned.contains(method)) {
            alike(curves).forEach(cell -> missing.add(at(curves.get(0), cell)));
          }
        });
    return List.copyOf(missing);
  }

  private List<CellKey> alike(List<EvaluationCurve> curves) {
    if (cells.isEmpty()) {
      Map<String, String> seeds = Map.of(Factor.SEEDS.label(), Integer.toString(curves.size()));
      return List.of(new CellKey(BenchmarkKind.CONVERGENCE.method(), seeds));
    }
    return preferred(
        preferred(cells, cell -> Factor.GRADIENT.defaults().contains(cell.value(Factor.GRADIENT))),
        cell -> cell.value(Factor.OPTIMIZER).equals(curves.get(0).optimizer()));
  }

  private static List<CellKey> preferred(List<CellKey> cells, Predicate<CellKey> condition) {
    List<CellKey> preferred = cells.stream().filter(condition).toList();
    return preferred.isEmpty() ? cells : preferred;
  }

  /** The cell that is measured like another one, but trains as a curve tells. */
  private static CellKey at(EvaluationCurve curve, CellKey cell) {
    CellKey other = cell;
    for (Map.Entry<Factor, String> factor : curve.factors().entrySet()) {
      other = other.with(factor.getKey(), factor.getValue());
    }
    return other;
  }

  private static Map<Factor, String> values(CellKey cell) {
    Map<Factor, String> values = new EnumMap<>(Factor.class);
    for (Factor factor : Factor.values()) {
      values.put(factor, cell.value(factor));
    }
    return values;
  }

  private static Map<Factor, String> task(Map<Factor, String> values) {
    Map<Factor, String> task = new EnumMap<>(values);
    task.keySet().retainAll(TargetCells.TASK);
    return task;
  }

  private static List<String> method(Map<Factor, String> values) {
    return TargetCells.OF_STEPS.stream().map(factor -> values.getOrDefault(factor, "")).toList();
  }

  private static <K, V> void add(Map<K, List<V>> lists, K key, V value) {
    lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }
}
