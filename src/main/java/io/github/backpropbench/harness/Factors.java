package io.github.backpropbench.harness;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A block of cells: every {@linkplain Undefined defined} combination of the values of the
 * benchmarks' factors.
 *
 * @param values of each factor; a factor that is not listed has its {@link Factor#defaults}, or all
 *     values that the benchmark declares if it has none
 * @param engines the backends that have the gradient {@code engine}, whatever gradients are listed,
 *     and that alone; all others have those of kernels
 * @param directSteps the backends that have a step without the kernel interface
 */
public record Factors(
    List<BenchmarkKind> benchmarks,
    Map<Factor, List<String>> values,
    Set<String> engines,
    Set<String> directSteps) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a value is not one of its factor's; the message says why
   */
  public Factors {
    benchmarks = List.copyOf(benchmarks);
    Map<Factor, List<String>> copy = new EnumMap<>(Factor.class);
    values.forEach((factor, listed) -> copy.put(factor, canonical(factor, listed)));
    values = Collections.unmodifiableMap(copy);
    engines = Set.copyOf(engines);
    directSteps = Set.copyOf(directSteps);
  }

  /** With this program's own direct steps, and without engines. */
  public Factors(List<BenchmarkKind> benchmarks, Map<Factor, List<String>> values) {
    this(
        benchmarks,
        values,
        Set.of(),
        Set.copyOf(BenchmarkKind.ADAPTER_OVERHEAD.declared(Factor.BACKEND)));
  }

  /** The benchmarks over some backends, with every other factor at its defaults. */
  public static Factors of(List<BenchmarkKind> benchmarks, List<String> backends) {
    return new Factors(benchmarks, Map.of(Factor.BACKEND, backends));
  }

  /** These factors with other values of one of them. */
  public Factors with(Factor factor, Collection<?> listed) {
    Map<Factor, List<String>> changed = new EnumMap<>(Factor.class);
    changed.putAll(values);
    changed.put(factor, listed.stream().map(Factors::text).toList());
    return new Factors(benchmarks, changed, engines, directSteps);
  }

  /** As {@link #with(Factor, Collection)}. */
  Factors with(Factor factor, Object... listed) {
    return with(factor, Arrays.asList(listed));
  }

  private static String text(Object value) {
    return value instanceof Labelled labelled ? labelled.label() : value.toString();
  }

  private static List<String> canonical(Factor factor, List<String> listed) {
    if (factor == Factor.OPERATION) {
      List<String> known = BenchmarkKind.KERNEL.declared(factor);
      for (String value : listed) {
        if (!known.contains(value)) {
          throw new IllegalArgumentException(
              "unknown operation '%s'; known: %s".formatted(value, String.join(", ", known)));
        }
      }
    }
    return listed.stream().map(factor::canonical).toList();
  }

  /**
   * These factors on the numbers of threads that each backend is measured on.
   *
   * @param byBackend a list for each backend, empty for one that is not measured
   */
  public List<Factors> onThreads(Map<String, List<Integer>> byBackend) {
    Map<List<Integer>, List<String>> alike = new LinkedHashMap<>();
    for (String backend : values.getOrDefault(Factor.BACKEND, List.of())) {
      alike
          .computeIfAbsent(byBackend.getOrDefault(backend, List.of()), key -> new ArrayList<>())
          .add(backend);
    }
    return alike.entrySet().stream()
        .map(group -> with(Factor.BACKEND, group.getValue()).with(Factor.THREADS, group.getKey()))
        .toList();
  }

  /** These factors with the gradients that each backend has, by the names of the engines. */
  public Factors onGradients(Set<String> namesOfEngines) {
    return new Factors(benchmarks, values, namesOfEngines, directSteps);
  }

  /** These factors with the overhead of the adapter for the named backends, and no others. */
  public Factors withDirectSteps(Set<String> names) {
    return new Factors(benchmarks, values, engines, names);
  }

  /** Whether all its benchmarks measure the machine rather than a backend. */
  public boolean isOfMachine() {
    return benchmarks.stream().allMatch(BenchmarkKind::isOfMachine);
  }

  /**
   * The cells of some blocks, each once, in their order.
   *
   * @throws IllegalArgumentException if there are none; the message says why
   */
  public static List<CellKey> cells(List<Factors> blocks) {
    List<CellKey> cells =
        blocks.stream().flatMap(block -> block.cells().stream()).distinct().toList();
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to measure: " + String.join("; ", leftOut(blocks)));
    }
    return cells;
  }

  /** The cells, each once, in the order of the listed values. */
  public List<CellKey> cells() {
    return combined().filter(cell -> reason(cell).isEmpty()).distinct().toList();
  }

  /** Why some combinations are not among the cells: each reason once, without a full stop. */
  public List<String> leftOut() {
    return combined().flatMap(cell -> reason(cell).stream()).distinct().toList();
  }

  private Optional<String> reason(CellKey cell) {
    String backend = cell.backend();
    return Undefined.reason(cell, engines.contains(backend), directSteps.contains(backend));
  }

  /** Why some combinations of some blocks are not among the cells: each reason once. */
  public static List<String> leftOut(List<Factors> blocks) {
    return blocks.stream().flatMap(block -> block.leftOut().stream()).distinct().toList();
  }

  private Stream<CellKey> combined() {
    return benchmarks.stream()
        .flatMap(
            benchmark ->
                combinations(benchmark).stream()
                    .map(parameters -> new CellKey(benchmark.method(), parameters)))
        .map(this::withOwnGradient)
        .distinct();
  }

  private CellKey withOwnGradient(CellKey cell) {
    return engines.contains(cell.backend()) && cell.has(Factor.GRADIENT)
        ? cell.with(Factor.GRADIENT, GradientKind.ENGINE.label())
        : cell;
  }

  private List<Map<String, String>> combinations(BenchmarkKind benchmark) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Factor factor : benchmark.factors()) {
      combinations =
          combinations.stream()
              .flatMap(
                  known ->
                      valuesOf(benchmark, factor).stream()
                          .map(value -> with(known, factor.label(), value)))
              .toList();
    }
    return combinations;
  }

  private List<String> valuesOf(BenchmarkKind benchmark, Factor factor) {
    if (benchmark == BenchmarkKind.CALIBRATION && factor == Factor.THREADS) {
      return factor.defaults(); // a machine is compared with itself on one thread
    }
    List<String> listed = values.getOrDefault(factor, factor.defaults());
    return listed.isEmpty() && !values.containsKey(factor) ? benchmark.declared(factor) : listed;
  }

  private static Map<String, String> with(Map<String, String> known, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(known);
    more.put(name, value);
    return more;
  }
}
