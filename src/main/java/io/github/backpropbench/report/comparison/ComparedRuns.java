package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.Subject;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.comparison.RunFact.Kind;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several runs, each compared with the first.
 *
 * @param runs at least two; the first is the baseline
 * @param facts what is known of the runs
 * @param differInThreads whether they differ in the number of threads, and are compared despite it
 */
public record ComparedRuns(List<ComparedRun> runs, List<RunFact> facts, boolean differInThreads) {
  /** With more differences, labels made of them would be too long. */
  private static final int MOST_FACTS_IN_LABEL = 2;

  private static final int NAME_LENGTH = 24;

  /**
   * Compares each run with the first; the share of false statements is controlled in each
   * comparison.
   *
   * @param sides at least two
   */
  public static ComparedRuns of(List<ComparisonSide> sides) {
    List<RunFact> facts = RunFacts.of(sides);
    List<String> labels = labels(sides, facts);
    boolean differInThreads = differInThreads(sides);
    Settings settings = Settings.report(differInThreads, RunFacts.changedBackends(facts));
    List<ComparedRun> runs = new ArrayList<>();
    for (ComparisonSide side : sides) {
      ComparisonSide compared = differInThreads ? side.withoutThreads() : side;
      Optional<Comparison> comparison =
          runs.isEmpty()
              ? Optional.empty()
              : Optional.of(Comparison.of(runs.get(0).side(), compared, settings));
      runs.add(ComparedRun.of(labels.get(runs.size()), compared, comparison));
    }
    return new ComparedRuns(List.copyOf(runs), facts, differInThreads);
  }

  /** Whether each run has one number of threads, and not all have the same. */
  private static boolean differInThreads(List<ComparisonSide> sides) {
    return sides.stream().allMatch(side -> side.threads().size() == 1)
        && sides.stream().map(ComparisonSide::threads).distinct().count() > 1;
  }

  /** What differs between the runs if that is unique to each; otherwise the folders' names. */
  private static List<String> labels(List<ComparisonSide> sides, List<RunFact> facts) {
    List<RunFact> causes =
        facts.stream().filter(f -> f.kind() != Kind.CIRCUMSTANCE && f.differs()).toList();
    if (!causes.isEmpty() && causes.size() <= MOST_FACTS_IN_LABEL) {
      List<String> labels =
          IntStream.range(0, sides.size())
              .mapToObj(
                  run -> causes.stream().map(f -> f.label(run)).collect(Collectors.joining(", ")))
              .toList();
      if (Set.copyOf(labels).size() == labels.size()) {
        return labels;
      }
    }
    Set<String> unique = new LinkedHashSet<>();
    for (ComparisonSide side : sides) {
      String name = ForeignText.of(side.name(), NAME_LENGTH);
      String label = name;
      for (int i = 2; !unique.add(label); i++) {
        label = name + " #" + i;
      }
    }
    return List.copyOf(unique);
  }

  /** The run that the others are compared with. */
  ComparedRun baseline() {
    return runs.get(0);
  }

  /** All runs but the baseline. */
  List<ComparedRun> candidates() {
    return runs.subList(1, runs.size());
  }

  /** The comparisons of all candidates. */
  List<Comparison> comparisons() {
    return runs.stream().flatMap(run -> run.comparison().stream()).toList();
  }

  /** The backends of all runs. */
  public Backends backends() {
    List<BackendDescription> described =
        runs.stream()
            .flatMap(run -> run.side().environment().stream())
            .flatMap(environment -> environment.backends().stream())
            .toList();
    Set<CellKey> cells =
        runs.stream()
            .flatMap(run -> run.side().results().keySet().stream())
            .map(Subject::cell)
            .collect(Collectors.toSet());
    return new Backends(described, cells, outside(described, cells));
  }

  /** The baselines outside the JVM: a run describes all its backends. */
  private static Set<String> outside(List<BackendDescription> described, Set<CellKey> cells) {
    Set<String> names = cells.stream().map(CellKey::backend).collect(Collectors.toSet());
    described.forEach(backend -> names.remove(backend.name()));
    return described.isEmpty() ? Set.of() : names;
  }
}
