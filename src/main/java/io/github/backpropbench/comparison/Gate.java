package io.github.backpropbench.comparison;

import io.github.backpropbench.comparison.Comparison.Outcome;
import io.github.backpropbench.comparison.Comparison.Relation;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The answer of {@code compare}: whether a candidate is worse than its baseline.
 *
 * @param scores the comparison by the scores
 * @param metrics those by secondary metrics, if there are any
 */
public record Gate(Comparison scores, List<OfMetric> metrics) {
  /** What the members of all groups are called together. */
  public static final String MEMBERS = "group members";

  public Gate {
    metrics = List.copyOf(metrics);
  }

  /**
   * A comparison by a secondary metric.
   *
   * @param name as JMH calls it, or {@link #MEMBERS}
   * @param counts whether a regression of it is one of the whole
   * @param isTime whether it is measured as the score is, in its unit
   */
  public record OfMetric(String name, boolean counts, boolean isTime, Comparison comparison) {}

  /**
   * Compares two sides.
   *
   * @throws IllegalArgumentException if they cannot be compared as asked; the message is for the
   *     user
   */
  public static Gate of(
      ComparisonSide baseline, ComparisonSide candidate, Settings settings, MetricChoice choice) {
    Settings counting = settings.together(1 + choice.named().size());
    Comparison scores = Comparison.of(baseline, candidate, counting);
    List<OfMetric> metrics = new ArrayList<>();
    for (String name : choice.named()) {
      OfMetric metric = named(name, true, baseline, candidate, counting);
      requireComparable(metric, choice);
      metrics.add(metric);
    }
    if (choice.named().isEmpty()) {
      metrics.add(named(SecondaryMetrics.ALLOCATION, false, baseline, candidate, settings));
      metrics.add(
          new OfMetric(
              MEMBERS,
              false,
              true,
              compare(Gate::members, baseline, candidate, settings.acrossAll())));
    }
    return new Gate(
        scores, metrics.stream().filter(metric -> !isEmpty(metric.comparison())).toList());
  }

  /**
   * The answer, which decides the program's exit status: of what counts, the worst; and nothing if
   * nothing can be told of one.
   */
  public Outcome outcome() {
    List<Outcome> counting =
        Stream.concat(
                Stream.of(scores),
                metrics.stream().filter(OfMetric::counts).map(OfMetric::comparison))
            .map(Comparison::outcome)
            .toList();
    return Stream.of(Outcome.REGRESSION, Outcome.NOTHING_TOLD)
        .filter(counting::contains)
        .findFirst()
        .orElse(Outcome.NO_REGRESSION);
  }

  private static OfMetric named(
      String name,
      boolean counts,
      ComparisonSide baseline,
      ComparisonSide candidate,
      Settings settings) {
    boolean isTime = baseline.results().values().stream().anyMatch(one -> isTime(one, name));
    return new OfMetric(
        name,
        counts,
        isTime,
        compare(
            result -> metric(result, name),
            baseline,
            candidate,
            isTime ? settings.acrossAll() : settings.acrossAll().related(Relation.COUNTS)));
  }

  private static Comparison compare(
      Function<SubjectResult, List<SubjectResult>> metrics,
      ComparisonSide baseline,
      ComparisonSide candidate,
      Settings settings) {
    return Comparison.of(baseline.of(metrics), candidate.of(metrics), settings);
  }

  private static void requireComparable(OfMetric metric, MetricChoice choice) {
    if (!metric.comparison().cells().isEmpty()) {
      return;
    }
    SortedMap<CellKey, String> refused = metric.comparison().uncompared().refused();
    if (!refused.isEmpty()) {
      CellKey first = refused.firstKey();
      throw new IllegalArgumentException(
          "the metric %s cannot be compared in any cell; in the first, %s: %s"
              .formatted(metric.name(), first.label(), refused.get(first)));
    }
    throw new IllegalArgumentException(
        choice.seen().contains(metric.name())
            ? "the metric %s cannot be compared: its unit does not say whether more is better, or not both sides have it"
                .formatted(metric.name())
            : "there is no metric %s; measured were: %s"
                .formatted(
                    metric.name(),
                    choice.seen().isEmpty() ? "none" : String.join(", ", choice.seen())));
  }

  private static boolean isEmpty(Comparison comparison) {
    return comparison.cells().isEmpty() && comparison.uncompared().refused().isEmpty();
  }

  private static boolean isTime(SubjectResult result, String name) {
    Metric metric = result.secondary().get(name);
    return metric != null
        && ScoreUnit.of(result.subject().mode(), metric.unit()).isPresent()
        && ScoreUnit.of(result.subject().mode(), result.unit()).isPresent();
  }

  private static List<SubjectResult> metric(SubjectResult result, String name) {
    Metric metric = result.secondary().get(name);
    if (metric == null) {
      return List.of();
    }
    if (isTime(result, name)) {
      return List.of(member(result, name, metric));
    }
    return SecondaryMetrics.direction(metric.unit()).isPresent()
        ? List.of(result.of(result.subject(), metric))
        : List.of();
  }

  private static List<SubjectResult> members(SubjectResult result) {
    return result.secondary().entrySet().stream()
        .filter(one -> isTime(result, one.getKey()))
        .map(one -> member(result, one.getKey(), one.getValue()))
        .toList();
  }

  /** A member of a group has its name after that of the group, as JMH prints it. */
  private static SubjectResult member(SubjectResult result, String name, Metric metric) {
    Subject group = result.subject();
    CellKey cell =
        new CellKey(group.cell().benchmark() + ":" + name, Map.copyOf(group.cell().parameters()));
    return result.of(new Subject(cell, group.mode(), group.threads()), metric);
  }
}
