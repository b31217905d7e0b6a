package io.github.backpropbench.comparison;

import io.github.backpropbench.comparison.Matching.Pair;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A candidate's results compared with those of a baseline.
 *
 * @param baseline the path of the baseline
 * @param candidate the path of the candidate
 * @param settings how they were compared
 * @param environmentDifferences the differences of machine, operating system, JVM and its flags, in
 *     words
 * @param cells those that both sides have, regressions first, then by the size of the difference
 * @param groups the means of each benchmark's cells
 * @param backends the means of each benchmark's cells by backend
 * @param runs what the two sides differ by as a whole
 * @param resolution the smallest difference that is shown in a typical cell: 0.04 for 4 %; NaN if
 *     no cell has an interval
 * @param uncompared what could not be compared
 */
public record Comparison(
    String baseline,
    String candidate,
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
   * How two sides are compared.
   *
   * @param threshold regressions that are not shown to be larger are ignored: 0.03 for 3 %
   * @param acrossEnvironments whether machines and JVMs may differ
   * @param relation of the sides
   * @param changedBackends backends with different releases on the two sides: what their cells have
   *     in common may be due to the release, so they say nothing about the machine's state
   * @param control of what is said wrongly
   */
  public record Settings(
      double threshold,
      boolean acrossEnvironments,
      Relation relation,
      Set<String> changedBackends,
      Control control) {
    public Settings {
      changedBackends = Set.copyOf(changedBackends);
    }

    /**
     * For a gate: one comparison of two runs of the same benchmarks.
     *
     * @param acrossEnvironments whether they are, or may be, of different environments
     */
    public static Settings gate(double threshold, boolean acrossEnvironments) {
      return new Settings(
          threshold,
          acrossEnvironments,
          acrossEnvironments ? Relation.UNRELATED : Relation.REPEATED,
          Set.of(),
          new Control(1));
    }

    /** The same for one of several comparisons. */
    Settings together(int comparisons) {
      return new Settings(
          threshold, acrossEnvironments, relation, changedBackends, new Control(comparisons));
    }

    /** The same for sides whose environments have been checked. */
    Settings acrossAll() {
      return new Settings(threshold, true, relation, changedBackends, control);
    }

    /** The same for sides that are related otherwise. */
    Settings related(Relation other) {
      return new Settings(threshold, acrossEnvironments, other, changedBackends, control);
    }

    /** For a report, which shows every difference and marks other environments. */
    public static Settings report(boolean unrelated, Set<String> changedBackends) {
      return new Settings(
          0,
          true,
          unrelated ? Relation.UNRELATED : Relation.REPEATED,
          changedBackends,
          Control.OF_SHARE);
    }
  }

  /** What two sides are to each other. */
  public enum Relation {
    /** One repeats the other: what all cells have in common is the machine's state. */
    REPEATED,
    /**
     * They do not, such as runs on one thread and on two, even if nothing that is recorded differs:
     * what all cells have in common is the answer.
     */
    UNRELATED,
    /** What is compared does not depend on the machine's state, such as allocation. */
    COUNTS
  }

  /**
   * How often something is said wrongly.
   *
   * @param gates the number of comparisons of which not even one may raise a false alarm, but in
   *     one of twenty cases; 0 for a report, of whose many statements one in twenty may be false
   */
  public record Control(int gates) {
    static final Control OF_SHARE = new Control(0);

    /**
     * @param pValues of the cells by themselves
     */
    double[] adjusted(double[] pValues) {
      return gates == 0
          ? Family.stepUp(pValues)
          : Arrays.stream(Family.holm(pValues)).map(p -> Math.min(1, gates * p)).toArray();
    }
  }

  /** The result of the whole comparison. */
  public enum Outcome {
    NO_REGRESSION,
    /** A cell is slower by more than the threshold, or fails only in the candidate. */
    REGRESSION,
    /** There is nothing to compare, or no cell has enough forks. */
    NOTHING_TOLD
  }

  /**
   * The cells of one benchmark and mode together.
   *
   * @param benchmark as JMH names it
   * @param backend whose cells they are; empty for those of all backends
   * @param cells the number of cells that have an interval
   * @param ratio the geometric mean of candidate/baseline, as measured
   * @param judged the same without what all cells of the comparison have in common
   */
  public record GroupMean(
      String benchmark,
      String backend,
      String mode,
      Direction direction,
      int cells,
      Ratio ratio,
      Ratio judged) {}

  /**
   * What could not be compared.
   *
   * @param refused cells that both sides have, with the reason why they cannot be compared
   * @param onlyBaseline cells that the candidate does not have
   * @param onlyCandidate cells that the baseline does not have
   * @param broken cells with scores in the baseline that failed in the candidate, with the reason
   */
  public record Uncompared(
      SortedMap<CellKey, String> refused,
      SortedSet<CellKey> onlyBaseline,
      SortedSet<CellKey> onlyCandidate,
      SortedMap<CellKey, String> broken) {
    public Uncompared {
      refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
      onlyBaseline = Collections.unmodifiableSortedSet(new TreeSet<>(onlyBaseline));
      onlyCandidate = Collections.unmodifiableSortedSet(new TreeSet<>(onlyCandidate));
      broken = Collections.unmodifiableSortedMap(new TreeMap<>(broken));
    }
  }

  /**
   * Compares two sides.
   *
   * @throws IllegalArgumentException if the sides were measured in different environments and the
   *     settings do not allow that; the message is for the user
   */
  public static Comparison of(
      ComparisonSide baseline, ComparisonSide candidate, Settings settings) {
    List<String> differences = new ArrayList<>(EnvironmentCheck.differences(baseline, candidate));
    if (!differences.isEmpty() && !settings.acrossEnvironments()) {
      throw new IllegalArgumentException(
          ("%s and %s were measured in different environments (%s);"
                  + " --across-environments compares them anyway")
              .formatted(baseline.path(), candidate.path(), String.join("; ", differences)));
    }
    Matching matching = new Matching(baseline, candidate, settings.acrossEnvironments());
    boolean unrelated =
        !differences.isEmpty()
            || 2 * matching.pairs().stream().filter(Pair::hasOtherFlags).count()
                > matching.pairs().size();
    differences.addAll(EnvironmentCheck.flags(matching.pairs()));
    Settings effective =
        unrelated && settings.relation() == Relation.REPEATED
            ? settings.related(Relation.UNRELATED)
            : settings;
    Judge judge = new Judge(matching.pairs(), baseline, candidate, effective);
    return new Comparison(
        baseline.path(),
        candidate.path(),
        effective,
        differences,
        judge.subjects(),
        judge.groups(),
        judge.backends(),
        judge.runs(),
        judge.resolution(),
        matching.uncompared());
  }

  /** The answer, which decides the program's exit status. */
  public Outcome outcome() {
    if (!uncompared.broken().isEmpty() || cells.stream().anyMatch(JudgedSubject::isRegression)) {
      return Outcome.REGRESSION;
    }
    return cells.stream().allMatch(cell -> cell.verdict() == Verdict.CANNOT_TELL)
        ? Outcome.NOTHING_TOLD
        : Outcome.NO_REGRESSION;
  }
}
