package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.NaturalOrder;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.RoundEffects;
import io.github.backpropbench.statistics.VariancePrior;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One side of a comparison: runs, or files of JMH results.
 *
 * @param path as the user gave it; those of several parts are separated by commas
 * @param name of the folder or file
 * @param description of the first run; JMH files have none
 * @param jvms that measured, in words; empty if unknown
 * @param results by subject, in the order of measurement
 * @param unusable the reasons why some of the subjects cannot be compared
 * @param failed cells without any score, with the reason
 * @param failedForks the number of forks without scores
 * @param apart the subjects that were not measured in the rounds of the others
 */
public record ComparisonSide(
    String path,
    String name,
    Optional<RunDescription> description,
    SortedSet<String> jvms,
    Map<Subject, SubjectResult> results,
    Map<Subject, String> unusable,
    Map<CellKey, String> failed,
    long failedForks,
    Set<Subject> apart) {
  public ComparisonSide {
    jvms = Collections.unmodifiableSortedSet(new TreeSet<>(jvms));
    results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    unusable = Map.copyOf(unusable);
    failed = Map.copyOf(failed);
    apart = Set.copyOf(apart);
  }

  /** This side with those results of a file that it does not have itself. */
  public ComparisonSide with(ComparisonSide file) {
    Map<Subject, SubjectResult> all = new LinkedHashMap<>(results);
    Set<Subject> added = new HashSet<>(apart);
    file.results.forEach(
        (subject, result) -> {
          if (all.putIfAbsent(subject, result) == null) {
            added.add(subject);
          }
        });
    Map<Subject, String> allUnusable = new HashMap<>(file.unusable);
    allUnusable.keySet().retainAll(added);
    allUnusable.putAll(unusable);
    return with(all, allUnusable, failed, added);
  }

  private ComparisonSide with(
      Map<Subject, SubjectResult> otherResults,
      Map<Subject, String> otherUnusable,
      Map<CellKey, String> otherFailed,
      Set<Subject> otherApart) {
    return new ComparisonSide(
        path,
        name,
        description,
        jvms,
        otherResults,
        otherUnusable,
        otherFailed,
        failedForks,
        otherApart);
  }

  /** Where a run was measured; a JMH file does not say. */
  public Optional<Environment> environment() {
    return description.map(RunDescription::environment);
  }

  /** The flags of the forks' JVMs, those of one JVM as one text; empty if none are recorded. */
  public Set<Set<String>> jvmFlags() {
    return results.values().stream()
        .flatMap(result -> result.jvmFlags().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The results of secondary metrics in place of those of the scores.
   *
   * @param metrics the results that are made of one of the scores
   */
  ComparisonSide of(Function<SubjectResult, List<SubjectResult>> metrics) {
    Map<Subject, SubjectResult> others = new LinkedHashMap<>();
    Map<Subject, String> unusableOthers = new HashMap<>();
    results.forEach(
        (subject, result) -> {
          for (SubjectResult metric : metrics.apply(result)) {
            others.put(metric.subject(), metric);
            String why = unusable.getOrDefault(subject, metric.primary().unusable());
            if (!why.isEmpty()) {
              unusableOthers.put(metric.subject(), why);
            }
          }
        });
    return with(others, unusableOthers, Map.of(), Set.of());
  }

  /** What the results say about the variance of each other's forks, as in a run's own report. */
  public VariancePrior prior() {
    return ForkScores.prior(
        results.values().stream()
            .filter(result -> result.primary().unusable().isEmpty())
            .map(SubjectResult::sample)
            .toList());
  }

  /** The numbers of threads: those that the cells name, otherwise those of JMH. */
  public SortedSet<String> threads() {
    SortedSet<String> threads = new TreeSet<>(NaturalOrder.COMPARATOR);
    results.keySet().stream().map(ComparisonSide::threads).forEach(threads::add);
    return threads;
  }

  /** This side, measured on any one number of threads, as if it had been measured on one. */
  public ComparisonSide withoutThreads() {
    Map<Subject, SubjectResult> onOne = new LinkedHashMap<>();
    results.forEach((subject, result) -> onOne.put(onOne(subject), result.of(onOne(subject))));
    Map<Subject, String> unusableOnOne = new HashMap<>();
    unusable.forEach((subject, why) -> unusableOnOne.put(onOne(subject), why));
    Map<CellKey, String> failedOnOne = new HashMap<>();
    failed.forEach((cell, why) -> failedOnOne.put(onOne(cell), why));
    return with(
        onOne,
        unusableOnOne,
        failedOnOne,
        apart.stream().map(ComparisonSide::onOne).collect(Collectors.toSet()));
  }

  private static String threads(Subject subject) {
    String named = subject.cell().belongsToSuite() ? subject.cell().value(Factor.THREADS) : "";
    return named.isEmpty() ? Integer.toString(subject.threads()) : named;
  }

  private static Subject onOne(Subject subject) {
    return new Subject(onOne(subject.cell()), subject.mode(), 1);
  }

  private static CellKey onOne(CellKey cell) {
    Map<String, String> others = new TreeMap<>(cell.parameters());
    if (cell.belongsToSuite()) {
      others.remove(Factor.THREADS.label());
    }
    return new CellKey(cell.benchmark(), others);
  }

  /**
   * The sample of a result's forks, without the effects of their rounds.
   *
   * @param least the number of forks on the side of the comparison that has fewer
   */
  LogSample sample(SubjectResult result, RoundEffects rounds, int least) {
    RoundEffects common = apart.contains(result.subject()) ? RoundEffects.NONE : rounds;
    return result.primary().sample(common, least);
  }

  /** The effects of a run's rounds; a JMH file's forks were not measured in rounds. */
  RoundEffects rounds() {
    return description.isEmpty()
        ? RoundEffects.NONE
        : RoundEffects.of(
            results.values().stream()
                .filter(result -> result.primary().unusable().isEmpty())
                .filter(result -> !apart.contains(result.subject()))
                .map(SubjectResult::scores)
                .toList());
  }
}
