package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.harness.ReportedContrasts;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells that train until a target is reached. They have the benchmark in common with those that
 * train the original experiment for a number of steps, but are never compared with them.
 */
public final class TargetCells {
  /** What is to be reached: cells that agree in these have the same task. */
  public static final List<Factor> TASK =
      List.of(Factor.DATA, Factor.SPLIT, Factor.SHAPE, Factor.LOSS, Factor.TARGET, Factor.EPOCHS);

  /** The factors by which a network reaches its target in another number of steps. */
  static final List<Factor> OF_STEPS = List.of(Factor.OPTIMIZER, Factor.BIAS, Factor.BATCH);

  private TargetCells() {}

  /** Whether cells that differ in a factor take different numbers of steps. */
  public static boolean changesSteps(Factor factor) {
    return OF_STEPS.contains(factor);
  }

  /**
   * What the report compares of such cells: backends, methods, and each batch size with those
   * before it.
   *
   * @param timed cells that have a time, of whatever benchmark
   * @param backends in the order of the report
   */
  static List<Contrast> contrasts(Collection<CellKey> timed, List<String> backends) {
    List<CellKey> cells = timed.stream().filter(CellKey::trainsToTarget).toList();
    List<Contrast> contrasts = new ArrayList<>(ReportedContrasts.of(cells, backends));
    Map<CellKey, List<CellKey>> byMethod = new LinkedHashMap<>();
    for (CellKey cell : cells.stream().sorted().toList()) {
      List<CellKey> smaller =
          byMethod.computeIfAbsent(cell.with(Factor.BATCH, ""), method -> new ArrayList<>());
      smaller.forEach(other -> contrasts.add(new Contrast(Factor.BATCH, cell, other)));
      smaller.add(cell);
    }
    return contrasts;
  }

  /** Two cells that may differ in several factors, named by the one that matters most. */
  static Contrast pair(CellKey cell, CellKey reference) {
    List<Factor> factors = new ArrayList<>(OF_STEPS);
    factors.add(Factor.GRADIENT);
    Factor most =
        factors.stream()
            .filter(factor -> !cell.inRow().value(factor).equals(reference.inRow().value(factor)))
            .findFirst()
            .orElse(Factor.BACKEND);
    return new Contrast(most, cell, reference);
  }
}
