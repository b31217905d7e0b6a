package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Context;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.Subject;
import io.github.backpropbench.report.analysis.Backends;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Some runs, and each of them against the first.
 *
 * @param runs at least two
 * @param lanes whether they differ in the number of threads, and are compared in spite of it
 * @param labels one a run
 * @param facts what is known of them
 * @param againstFirst one for each run but the first; all of them are one family
 */
public record RunSet(
    List<SourceRun> runs,
    boolean lanes,
    List<String> labels,
    List<RunFact> facts,
    List<Comparison> againstFirst) {

  /** Compares. */
  public static RunSet of(List<SourceRun> given) {
    List<RunFact> facts = RunFacts.of(given);
    boolean lanes = areLanes(given);
    List<SourceRun> runs =
        lanes ? given.stream().map(run -> run.with(run.side().withoutThreads())).toList() : given;
    Set<String> changed = RunFacts.changedBackends(facts);
    List<Comparison> comparisons = new ArrayList<>();
    ComparisonSide first = runs.get(0).side();
    for (SourceRun run : runs.subList(1, runs.size())) {
      comparisons.add(
          Comparison.of(
              first,
              run.side(),
              new Settings(0, true),
              new Context(lanes, changed, runs.size() - 1)));
    }
    return new RunSet(
        List.copyOf(runs), lanes, RunLabels.of(given, facts), facts, List.copyOf(comparisons));
  }

  /** Whether each run has one number of threads, and not all have the same. */
  private static boolean areLanes(List<SourceRun> runs) {
    return runs.stream().allMatch(run -> run.side().threads().size() == 1)
        && runs.stream().map(run -> run.side().threads()).distinct().count() > 1;
  }

  /** The backends of all runs. */
  public Backends backends() {
    return new Backends(
        runs.stream()
            .flatMap(run -> run.environment().stream())
            .flatMap(environment -> environment.backends().stream())
            .toList(),
        runs.stream()
            .flatMap(run -> run.side().results().keySet().stream())
            .map(Subject::cell)
            .collect(Collectors.toSet()));
  }

  /** Of the run that the others are held against. */
  String first() {
    return labels.get(0);
  }

  /** Whether the comparison of a run with the first is one across environments. */
  boolean isAcross(int run) {
    return run > 0 && !againstFirst.get(run - 1).environmentDifferences().isEmpty();
  }
}
