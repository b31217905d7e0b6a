package io.github.backpropbench.results;

import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One combination of a benchmark and all its factors. Ordered by benchmark, then by the parameters,
 * numbers by their value.
 *
 * <p>{@link Factor}s have been added over time. A cell of the suite that was measured before one
 * was added gets the value that was implicit then, so that it equals today's cell; and what was
 * called {@code autograd} before there were two kinds of it gets the name that it has today.
 *
 * @param benchmark the benchmark method as JMH names it, with package and class
 * @param parameters the values of the benchmark's {@code @Param} fields by name; those of the
 *     suite's benchmarks are {@link Factor}s, those of other files may be anything
 */
public record CellKey(String benchmark, SortedMap<String, String> parameters)
    implements Comparable<CellKey> {

  private static final String SUITE = "io.github.backpropbench.benchmark.";
  private static final String EAGER_BASELINE = "pytorch";

  public CellKey {
    // A new map: sorted by name, whatever the order of the one that was given.
    SortedMap<String, String> sorted = new TreeMap<>();
    sorted.putAll(parameters);
    if (isOfSuite(benchmark)) {
      if (isOfTracedAutograd(sorted)) {
        sorted.put(Factor.GRADIENT.label(), GradientKind.GRAPH.label());
      }
      for (Factor factor : Factor.values()) {
        String implied = factor.implied(benchmark, sorted.keySet());
        if (!implied.isEmpty()) {
          sorted.putIfAbsent(factor.label(), implied);
        }
      }
    }
    parameters = Collections.unmodifiableSortedMap(sorted);
  }

  /**
   * Whether a cell was measured when {@code autograd} meant the traced graph: before {@link
   * Factor#FUSION}. The baseline that runs PyTorch's own autograd was eager all along.
   */
  private static boolean isOfTracedAutograd(Map<String, String> parameters) {
    return GradientKind.AUTOGRAD.label().equals(parameters.get(Factor.GRADIENT.label()))
        && !parameters.containsKey(Factor.FUSION.label())
        && !EAGER_BASELINE.equals(parameters.get(Factor.BACKEND.label()));
  }

  public CellKey(String benchmark, Map<String, String> parameters) {
    this(benchmark, new TreeMap<>(parameters));
  }

  /** Whether the benchmark is one of the suite's, whose parameters are {@link Factor}s. */
  public boolean belongsToSuite() {
    return isOfSuite(benchmark);
  }

  private static boolean isOfSuite(String benchmark) {
    return benchmark.startsWith(SUITE);
  }

  /** Whether its trainings end at a target, rather than after a number of steps. */
  public boolean trainsToTarget() {
    String data = value(Factor.DATA);
    return belongsToSuite() && !data.isEmpty() && !Factor.DATA.defaults().contains(data);
  }

  /** The value of a parameter; empty if the benchmark has no such parameter. */
  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** The value of a factor as the cell writes it; empty if the benchmark does not have it. */
  public String value(Factor factor) {
    return parameter(factor.label());
  }

  /** Whether the benchmark has a factor. */
  public boolean has(Factor factor) {
    return parameters.containsKey(factor.label());
  }

  /** The name of the backend; empty if the benchmark is not about one. */
  public String backend() {
    return value(Factor.BACKEND);
  }

  /**
   * The samples per step; empty if there is no batch, or if another program's file has no number
   * there.
   */
  public OptionalInt batch() {
    return number(Factor.BATCH);
  }

  /** The threads that the backend computes on; empty like {@link #batch}. */
  public OptionalInt threads() {
    return number(Factor.THREADS);
  }

  /** The network's shape; empty if there is none, or if another program's file has none there. */
  public Optional<NetworkShape> shape() {
    return typed(Factor.SHAPE, NetworkShape.class);
  }

  /** The precision; empty like {@link #shape}. */
  public Optional<Precision> precision() {
    return typed(Factor.PRECISION, Precision.class);
  }

  private OptionalInt number(Factor factor) {
    return typed(factor, Integer.class).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private <T> Optional<T> typed(Factor factor, Class<T> type) {
    try {
      return has(factor) ? Optional.of(type.cast(factor.parse(value(factor)))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The row in which reports and comparisons put this cell, as a cell of the same backend. An
   * engine has gradients of its own, and is compared with the manual ones of other backends, never
   * with autograd: all that lay out or pair cells ask here.
   */
  public CellKey inRow() {
    return value(Factor.GRADIENT).equals(GradientKind.ENGINE.label())
        ? with(Factor.GRADIENT, GradientKind.MANUAL.label())
        : this;
  }

  /** This cell with one factor at another value. */
  public CellKey with(Factor factor, String value) {
    return with(factor.label(), value);
  }

  /** This cell with one parameter at another value. */
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

  /** The parameters for people: all but those that {@linkplain Factor#isUnsaid need no words}. */
  public SortedMap<String, String> said() {
    SortedMap<String, String> said = new TreeMap<>(parameters);
    if (belongsToSuite()) {
      for (Factor factor : Factor.values()) {
        if (factor.isUnsaid(value(factor))) {
          said.remove(factor.label());
        }
      }
    }
    return said;
  }

  /** One line for people: {@code TrainingStepBenchmark.step backend=ejml batch=64 …}. */
  public String label() {
    StringBuilder label = new StringBuilder(shortBenchmark());
    said().forEach((name, value) -> label.append(' ').append(name).append('=').append(value));
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
