package io.github.backpropbench.report.analysis;

import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.NaturalOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A map of the fastest backends for one loss, precision and method: one line per shape, from the
 * smallest, and one column per batch; or of matrix products, one line per operation, and one column
 * per size.
 *
 * @param method what all lines have in common
 * @param lineFactor what they differ in
 * @param levels the columns
 * @param lines at least one
 */
public record Crossover(Group method, Factor lineFactor, List<String> levels, List<Line> lines) {
  public Crossover {
    levels = List.copyOf(levels);
    lines = List.copyOf(lines);
  }

  /**
   * The line of a shape or an operation.
   *
   * @param name as cells have it
   * @param rows the rows that have a time, in the order of the levels
   */
  public record Line(String name, List<GridRow> rows) {
    private static final Comparator<Line> BY_SIZE =
        Comparator.comparingLong(Line::weights).thenComparing(Line::name, NaturalOrder.COMPARATOR);

    public Line {
      rows = List.copyOf(rows);
    }

    /** The row at a level; empty if nothing was measured there. */
    public Optional<GridRow> at(String level) {
      return rows.stream().filter(row -> row.level().equals(level)).findFirst();
    }

    /** The number of weights; the largest number for what is no shape, such as an operation. */
    private long weights() {
      try {
        return NetworkShape.parse(name).weights();
      } catch (IllegalArgumentException e) {
        return Long.MAX_VALUE;
      }
    }
  }

  /**
   * The maps of some rows of the main grid, in the order of the methods; none if its cells have no
   * shape, unless they are operations that have a floor.
   */
  static List<Crossover> of(RunAnalysis analysis, List<GridRow> rows) {
    Factor lineFactor = lineFactor(rows);
    SortedMap<Group, SortedMap<Group, List<GridRow>>> byMethod = new TreeMap<>();
    for (GridRow row : rows) {
      boolean isShown = lineFactor == Factor.SHAPE || analysis.floors().best(row).isPresent();
      if (isShown
          && !row.group().value(lineFactor).isEmpty()
          && analysis.leaders(row).measured() > 0) {
        byMethod
            .computeIfAbsent(row.group().without(lineFactor), method -> new TreeMap<>())
            .computeIfAbsent(row.group(), group -> new ArrayList<>())
            .add(row);
      }
    }
    List<Crossover> maps = new ArrayList<>();
    byMethod.forEach((method, groups) -> maps.add(map(method, lineFactor, groups)));
    return maps;
  }

  private static Factor lineFactor(List<GridRow> rows) {
    return rows.stream().allMatch(row -> row.group().value(Factor.SHAPE).isEmpty())
        ? Factor.OPERATION
        : Factor.SHAPE;
  }

  private static Crossover map(
      Group method, Factor lineFactor, SortedMap<Group, List<GridRow>> groups) {
    Set<String> levels = new TreeSet<>(NaturalOrder.COMPARATOR);
    List<Line> lines = new ArrayList<>();
    groups.forEach(
        (group, rows) -> {
          rows.forEach(row -> levels.add(row.level()));
          lines.add(new Line(group.value(lineFactor), rows));
        });
    lines.sort(Line.BY_SIZE);
    return new Crossover(method, lineFactor, List.copyOf(levels), lines);
  }
}
