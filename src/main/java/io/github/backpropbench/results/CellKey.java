package io.github.backpropbench.results;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One combination of a benchmark and all its factors. Ordered by benchmark, then by the parameters,
 * numbers by their value.
 *
 * <p>The suite's benchmarks have not always had a factor {@value #THREADS}; what was measured
 * before was on one. A cell that lacks it is completed, so that it is the cell that it would be
 * today.
 *
 * @param benchmark the benchmark method as JMH names it, with package and class
 * @param parameters the values of the benchmark's {@code @Param} fields by name, for instance
 *     {@code backend}, {@code precision}, {@code shape}, {@code batch}
 */
public record CellKey(String benchmark, SortedMap<String, String> parameters)
    implements Comparable<CellKey> {

  /** The number of threads that a backend computes on. */
  public static final String THREADS = "threads";

  private static final String SUITE = "io.github.backpropbench.benchmark.";

  /** The factors of those of the suite's benchmarks that have threads too. */
  private static final Set<String> FACTORS_BESIDE_THREADS = Set.of("backend", "precision");

  public CellKey {
    // A new map: sorted by name, whatever the order of the one that was given.
    SortedMap<String, String> sorted = new TreeMap<>();
    sorted.putAll(parameters);
    if (benchmark.startsWith(SUITE) && sorted.keySet().containsAll(FACTORS_BESIDE_THREADS)) {
      sorted.putIfAbsent(THREADS, "1");
    }
    parameters = Collections.unmodifiableSortedMap(sorted);
  }

  public CellKey(String benchmark, Map<String, String> parameters) {
    this(benchmark, new TreeMap<>(parameters));
  }

  /** The value of a parameter; empty if the benchmark has no such parameter. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** This cell with one parameter set to another value. */
  public CellKey with(String name, String value) {
    Map<String, String> changed = new TreeMap<>(parameters);
    changed.put(name, value);
    return new CellKey(benchmark, changed);
  }

  /** The benchmark without its package: {@code TrainingStepBenchmark.step}. */
  public String shortBenchmark() {
    int method = benchmark.lastIndexOf('.');
    return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /** One line for people: {@code TrainingStepBenchmark.step backend=ejml batch=64 …}. */
  public String label() {
    StringBuilder label = new StringBuilder(shortBenchmark());
    parameters.forEach((name, value) -> label.append(' ').append(name).append('=').append(value));
    return label.toString().replaceAll("\\p{Cntrl}", " ");
  }

  @Override
  public int compareTo(CellKey other) {
    int order = NaturalOrder.COMPARATOR.compare(benchmark, other.benchmark);
    Iterator<Map.Entry<String, String>> mine = parameters.entrySet().iterator();
    Iterator<Map.Entry<String, String>> theirs = other.parameters.entrySet().iterator();
    while (order == 0 && mine.hasNext() && theirs.hasNext()) {
      order = compare(mine.next(), theirs.next());
    }
    return order != 0 ? order : Boolean.compare(mine.hasNext(), theirs.hasNext());
  }

  private static int compare(Map.Entry<String, String> mine, Map.Entry<String, String> theirs) {
    int order = mine.getKey().compareTo(theirs.getKey());
    return order != 0 ? order : NaturalOrder.COMPARATOR.compare(mine.getValue(), theirs.getValue());
  }
}
