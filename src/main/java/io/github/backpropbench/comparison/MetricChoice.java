package io.github.backpropbench.comparison;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/** Which secondary metrics are compared, by their names; remembers which there are. */
public final class MetricChoice implements Predicate<String> {
  private final List<String> named;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  /**
   * @param named the metrics that the user wants to count; if there are none, allocation and the
   *     members of groups are compared for information
   */
  public MetricChoice(Collection<String> named) {
    this.named = named.stream().map(SecondaryMetrics::name).distinct().toList();
  }

  /** Whether results of this metric are to be kept. */
  @Override
  public boolean test(String name) {
    seen.add(name);
    return named.isEmpty() ? SecondaryMetrics.mayMatter(name) : named.contains(name);
  }

  /** The metrics that the user wants to count. */
  List<String> named() {
    return named;
  }

  /** All metrics that were measured, compared or not. */
  Set<String> seen() {
    return new TreeSet<>(seen);
  }
}
