package io.github.backpropbench.report.analysis;

import io.github.backpropbench.harness.PrincipalCells;
import io.github.backpropbench.report.format.DistinctTexts;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The cells of one benchmark, laid out for tables: one column per backend, one row per level of
 * another factor, and a group of rows for each combination of all remaining factors.
 *
 * @param rowFactor the factor in which the rows of a group differ, such as the batch
 * @param rows by group, then by level
 */
public record Grid(Factor rowFactor, List<GridRow> rows) {
  public Grid {
    rows = List.copyOf(rows);
  }

  /** The cells laid out. */
  public static Grid of(Collection<CellKey> cells, Factor rowFactor) {
    SortedMap<Group, SortedMap<String, Map<String, CellKey>>> groups = new TreeMap<>();
    Map<String, DistinctTexts<String>> texts =
        Group.texts(cells.stream().map(CellKey::inRow).toList());
    for (CellKey cell : cells) {
      groups
          .computeIfAbsent(group(cell, rowFactor, texts), group -> new TreeMap<>(rowFactor.order()))
          .computeIfAbsent(cell.value(rowFactor), level -> new HashMap<>())
          .put(cell.backend(), cell);
    }
    Set<CellKey> principal = PrincipalCells.of(cells, rowFactor);
    List<GridRow> rows = new ArrayList<>();
    groups.forEach(
        (group, levels) ->
            levels.forEach(
                (level, byBackend) ->
                    rows.add(
                        new GridRow(
                            group, principal.containsAll(byBackend.values()), level, byBackend))));
    return new Grid(rowFactor, rows);
  }

  /** The grid of the rows that meet a condition. */
  public Grid where(Predicate<GridRow> condition) {
    return new Grid(rowFactor, rows.stream().filter(condition).toList());
  }

  /** Whether the name of any group has words for a factor. */
  public boolean says(Factor factor) {
    return rows.stream().anyMatch(row -> !factor.words(row.group().value(factor)).isEmpty());
  }

  /** What the names of the groups consist of. */
  public String groups() {
    return (says(Factor.LOSS) ? "shape, loss" : "shape") + ", precision, method";
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  private static Group group(
      CellKey cell, Factor rowFactor, Map<String, DistinctTexts<String>> texts) {
    SortedMap<String, String> factors = new TreeMap<>(cell.inRow().parameters());
    factors.remove(Factor.BACKEND.label());
    factors.remove(rowFactor.label());
    return new Group(factors, texts);
  }
}
