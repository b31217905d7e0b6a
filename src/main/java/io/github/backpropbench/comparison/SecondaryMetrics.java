package io.github.backpropbench.comparison;

import io.github.backpropbench.results.Measurement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What JMH's secondary metrics mean: those of profilers, and the members of groups. */
public final class SecondaryMetrics {
  /** What an operation allocates, by JMH's GC profiler. */
  public static final String ALLOCATION = "gc.alloc.rate.norm";

  /**
   * JMH and the JVM themselves allocate about a third of this in an iteration, in bytes, which adds
   * to the figures of long operations.
   */
  public static final double OWN_BYTES = 16_384;

  private static final String BYTES = "B/op";

  /** Less than one byte per operation is not an object per operation. */
  private static final double LEAST_BYTES = 1;

  /** Per operation: takes the place of none at all, which has no logarithm. */
  static final double HARDLY_ANY = 1e-3;

  private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

  /** JMH up to 1.35 marks the metrics of its profilers so. */
  private static final String OLD_MARK = "·";

  /** A member of a group is called like its method. */
  private static final Pattern METHOD = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  private SecondaryMetrics() {}

  /** A metric's name as JMH writes it today. */
  public static String name(String recorded) {
    return recorded.startsWith(OLD_MARK) ? recorded.substring(OLD_MARK.length()) : recorded;
  }

  /** Whether a metric is compared without being asked for: allocation, or a member of a group. */
  static boolean mayMatter(String name) {
    return name.equals(ALLOCATION) || METHOD.matcher(name).matches();
  }

  /** Whether something is counted per operation. */
  private static boolean isCount(String unit) {
    return unit.endsWith("/op");
  }

  /** Which scores of a unit are better; empty if the unit does not say. */
  static Optional<Direction> direction(String unit) {
    if (isCount(unit)) {
      return Optional.of(Direction.SMALLER_IS_BETTER);
    }
    return unit.startsWith("ops/") ? Optional.of(Direction.LARGER_IS_BETTER) : Optional.empty();
  }

  /**
   * The metrics of a subject's forks by name.
   *
   * @param wanted whether a metric of this name is compared
   */
  static SortedMap<String, Metric> of(
      Collection<Measurement> forks, Metric primary, Predicate<String> wanted) {
    SortedMap<String, SortedMap<Integer, List<Double>>> iterations = new TreeMap<>();
    SortedMap<String, String> units = new TreeMap<>();
    for (Measurement fork : forks) {
      fork.finiteMetrics()
          .forEach(
              (recorded, metric) -> {
                String name = name(recorded);
                if (wanted.test(name)) {
                  units.putIfAbsent(name, metric.unit());
                  iterations
                      .computeIfAbsent(name, n -> new TreeMap<>())
                      .put(fork.round(), metric.scores());
                }
              });
    }
    Measurement one = forks.iterator().next();
    SortedMap<String, Metric> metrics = new TreeMap<>();
    iterations.forEach(
        (name, ofForks) ->
            metrics.put(name, metric(units.getOrDefault(name, ""), ofForks, one, primary)));
    return metrics;
  }

  private static Metric metric(
      String unit, Map<Integer, List<Double>> iterations, Measurement one, Metric primary) {
    Direction direction = direction(unit).orElse(primary.direction());
    if (!isCount(unit) || ScoreUnit.of(one.mode(), unit).isPresent()) {
      return Metric.of(unit, direction, iterations, 0);
    }
    double resolution =
        unit.equals(BYTES)
            ? Math.max(LEAST_BYTES, OWN_BYTES / operations(one, primary))
            : HARDLY_ANY;
    return Metric.of(unit, direction, iterations, resolution).atLeast(HARDLY_ANY);
  }

  /** How many operations an iteration holds; infinitely many if that is not known. */
  private static double operations(Measurement fork, Metric primary) {
    long milliseconds = fork.iterations().measurement().milliseconds();
    if (milliseconds == 0) {
      return fork.mode().equals(Direction.SINGLE_SHOT) ? 1 : Double.POSITIVE_INFINITY;
    }
    return ScoreUnit.of(fork.mode(), primary.unit())
        .map(unit -> milliseconds * NANOSECONDS_PER_MILLISECOND / unit.time(primary.mean()))
        .map(operations -> Math.max(1, operations))
        .orElse(Double.POSITIVE_INFINITY);
  }
}
