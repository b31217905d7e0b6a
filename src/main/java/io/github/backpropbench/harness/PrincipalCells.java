package io.github.backpropbench.harness;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.NaturalOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cells by which a report says which backend is the fastest: one method for each shape and
 * precision, that of the factors' defaults if it was measured, else the one with the most rows; but
 * never one that is op by op, or has another gradient than the default, if there is a better one.
 */
public final class PrincipalCells {
  private static final Comparator<CellKey> ORDER =
      Stream.of(Factor.values())
          .map(factor -> Comparator.comparing((CellKey cell) -> cell.value(factor), factor.order()))
          .reduce(Comparator::thenComparing)
          .orElseThrow()
          .thenComparing(cell -> cell.parameters().toString(), NaturalOrder.COMPARATOR);

  private static final int MORE_THAN_ROWS = 1 << 24;

  private PrincipalCells() {}

  /**
   * Those among the cells of one benchmark.
   *
   * @param rowFactor in whose levels the rows of a method differ, such as the batch
   */
  public static Set<CellKey> of(Collection<CellKey> cells, Factor rowFactor) {
    Map<CellKey, CellKey> methods = new HashMap<>();
    Map<CellKey, Set<String>> levels = new TreeMap<>(ORDER);
    for (CellKey cell : cells) {
      CellKey method = cell.inRow().with(Factor.BACKEND, "").with(rowFactor, "");
      methods.put(cell, method);
      levels.computeIfAbsent(method, key -> new HashSet<>()).add(cell.value(rowFactor));
    }
    Map<CellKey, CellKey> best = new HashMap<>();
    levels.forEach(
        (method, ofMethod) ->
            best.merge(
                network(method),
                method,
                (known, other) -> weight(other, levels) > weight(known, levels) ? other : known));
    Set<CellKey> principal = new HashSet<>(best.values());
    return methods.entrySet().stream()
        .filter(cell -> principal.contains(cell.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static CellKey network(CellKey method) {
    CellKey network = method;
    for (Factor factor : Factor.METHOD) {
      network = network.with(factor, "");
    }
    return network;
  }

  private static int weight(CellKey method, Map<CellKey, Set<String>> levels) {
    if (Factor.METHOD.stream().allMatch(factor -> isDefault(method, factor))) {
      return Integer.MAX_VALUE;
    }
    int rows = levels.getOrDefault(method, Set.of()).size();
    return rows
        + (isDefault(method, Factor.FUSION) ? 2 * MORE_THAN_ROWS : 0)
        + (isDefault(method, Factor.GRADIENT) ? MORE_THAN_ROWS : 0);
  }

  private static boolean isDefault(CellKey method, Factor factor) {
    return method.value(factor).isEmpty() || factor.defaults().contains(method.value(factor));
  }
}
