package io.github.backpropbench.comparison;

import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Verdict;
import java.util.List;
import java.util.Set;

/**
 * New results held against old ones.
 *
 * @param old the old side's name
 * @param young the new side's name
 * @param settings how it was asked for
 * @param environmentDifferences in which machine, operating system or JVM differ, in words
 * @param cells what both sides have, regressions first, then by the size of the difference
 * @param groups the cells of each benchmark together
 * @param backends the same, by backend
 * @param runs by what the two sides differ as a whole
 * @param resolution from which difference on a usual cell's would be shown: 0.04 for 4 %
 * @param uncompared what else the two sides hold
 */
public record Comparison(
    String old,
    String young,
    Settings settings,
    List<String> environmentDifferences,
    List<JudgedSubject> cells,
    List<GroupMean> groups,
    List<GroupMean> backends,
    BetweenRuns runs,
    double resolution,
    Uncompared uncompared) {
  public Comparison {
    environmentDifferences = List.copyOf(environmentDifferences);
    cells = List.copyOf(cells);
    groups = List.copyOf(groups);
    backends = List.copyOf(backends);
  }

  /**
   * What the user asked for.
   *
   * @param threshold regressions that are not shown to be larger are no alarms: 0.03 for 3 %
   * @param acrossEnvironments whether machines and JVMs may differ
   */
  public record Settings(double threshold, boolean acrossEnvironments) {}

  /**
   * What is known about the two sides beside their environments.
   *
   * @param unrelated whether they are no repetitions of each other, such as runs on one thread and
   *     on two
   * @param changedBackends those of which the sides measured different releases: what their cells
   *     have in common may be the release's, so they do not tell in which state the machine was
   * @param shownTogether how many comparisons stand in one report: the false alarms are controlled
   *     over all of them
   */
  public record Context(boolean unrelated, Set<String> changedBackends, int shownTogether) {
    /** Two runs of the same, of which nothing else is known. */
    public static final Context PLAIN = new Context(false, Set.of(), 1);

    public Context {
      changedBackends = Set.copyOf(changedBackends);
    }
  }

  /** What the whole comparison says. */
  public enum Outcome {
    NO_REGRESSION,
    /** A cell is slower by more than the threshold, or has no result any more. */
    REGRESSION,
    /** There is nothing to compare, or the forks of all cells are too few. */
    NOTHING_TOLD
  }

  /**
   * Compares.
   *
   * @throws IllegalArgumentException if the sides were measured in different environments and the
   *     settings do not allow that; the message is for the user
   */
  public static Comparison of(ComparisonSide old, ComparisonSide young, Settings settings) {
    return of(old, young, settings, Context.PLAIN);
  }

  /** As {@link #of(ComparisonSide, ComparisonSide, Settings)}, with what else is known. */
  public static Comparison of(
      ComparisonSide old, ComparisonSide young, Settings settings, Context context) {
    List<String> differences = EnvironmentCheck.differences(old, young);
    if (!differences.isEmpty() && !settings.acrossEnvironments()) {
      throw new IllegalArgumentException(
          ("%s and %s were measured in different environments (%s);"
                  + " --across-environments compares them all the same")
              .formatted(old.name(), young.name(), String.join("; ", differences)));
    }
    Matching matching = new Matching(old, young);
    Judge judge =
        new Judge(
            matching.pairs(),
            old,
            young,
            new Context(
                context.unrelated() || !differences.isEmpty(),
                context.changedBackends(),
                context.shownTogether()),
            settings.threshold());
    return new Comparison(
        old.name(),
        young.name(),
        settings,
        differences,
        judge.subjects(),
        judge.groups(),
        judge.backends(),
        judge.runs(),
        judge.resolution(),
        matching.uncompared());
  }

  /** The answer, which is the program's exit status. */
  public Outcome outcome() {
    if (!uncompared.broken().isEmpty() || cells.stream().anyMatch(JudgedSubject::isRegression)) {
      return Outcome.REGRESSION;
    }
    return cells.stream().allMatch(cell -> cell.verdict() == Verdict.CANNOT_TELL)
        ? Outcome.NOTHING_TOLD
        : Outcome.NO_REGRESSION;
  }
}
