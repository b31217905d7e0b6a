package io.github.backpropbench.report.analysis;

import static java.util.stream.Collectors.toSet;

import io.github.backpropbench.report.format.BenchmarkNames;
import io.github.backpropbench.report.format.DistinctTexts;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Short names for the cells of a report, each different from all others. Benchmarks and parameters
 * come from files, and may differ in their packages only, or deep inside long values.
 */
public final class CellNames {
  /** The most characters of a parameter with its value where a cell has a line for itself. */
  public static final int WIDE = 80;

  private static final int NAME_LENGTH = 24;
  private static final int LEAST_VALUE = 12;

  /** A label with more parameters than fit into this is cut. */
  private static final int LABEL_LENGTH = 600;

  private final Set<CellKey> cells;
  private final DistinctTexts<String> benchmarks;
  private final DistinctTexts<String> parameters;
  private final Map<String, DistinctTexts<String>> values = new HashMap<>();
  private @Nullable DistinctTexts<CellKey> labels;

  /**
   * Names for all cells of a report.
   *
   * @param width the most characters of a benchmark, and of a parameter with its value
   */
  public CellNames(Collection<CellKey> cells, int width) {
    this.cells = new HashSet<>(cells);
    benchmarks =
        new DistinctTexts<>(
            BenchmarkNames.of(this.cells.stream().map(CellKey::benchmark).collect(toSet())), width);
    Map<String, Set<String>> found = new HashMap<>();
    for (CellKey cell : this.cells) {
      cell.parameters()
          .forEach((name, value) -> found.computeIfAbsent(name, n -> new HashSet<>()).add(value));
    }
    parameters = DistinctTexts.of(found.keySet(), NAME_LENGTH);
    found.forEach(
        (name, all) -> {
          int room = width - parameters.of(name).length() - 1;
          values.put(name, DistinctTexts.of(all, Math.max(LEAST_VALUE, room)));
        });
  }

  /** A benchmark by class and method, with its package as far as another has the same. */
  public String benchmark(String benchmark) {
    return benchmarks.of(benchmark);
  }

  /** The name of a parameter. */
  public String parameter(String name) {
    return parameters.of(name);
  }

  /** A value of a parameter; nothing for one that is empty, or that a cell does not have. */
  public String value(String name, String value) {
    if (value.isEmpty()) {
      return value;
    }
    DistinctTexts<String> known = values.get(name);
    if (known == null) {
      throw new IllegalArgumentException("no cell has a parameter " + name);
    }
    return known.of(value);
  }

  /** {@code name=value}. */
  public String word(String name, String value) {
    return parameter(name) + "=" + value(name, value);
  }

  /** One line for a cell: {@code MapBench.get size=64 …}. */
  public String of(CellKey cell) {
    if (labels == null) {
      labels = new DistinctTexts<>(labels(), LABEL_LENGTH);
    }
    return labels.of(cell);
  }

  /** The parts of a label are all different; put together, they could still be the same. */
  private Map<CellKey, String> labels() {
    Map<CellKey, String> all = new HashMap<>();
    for (CellKey cell : cells) {
      List<String> words = new ArrayList<>(List.of(benchmark(cell.benchmark())));
      cell.said().forEach((name, value) -> words.add(word(name, value)));
      all.put(cell, String.join(" ", words));
    }
    return all;
  }
}
