package io.github.backpropbench.comparison;

import io.github.backpropbench.benchmark.MachineLimits;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.ModeAndUnit;
import io.github.backpropbench.statistics.ForkLevels;
import io.github.backpropbench.statistics.Trimming;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which results of a baseline and a candidate belong together. */
final class Matching {
  /** A smaller difference of a metric that is measured to the byte is not worth a word: 1 %. */
  private static final double NOTABLE = 0.01;

  private final ComparisonSide baseline;
  private final ComparisonSide candidate;
  private final Set<CellKey> ofBaseline;
  private final Set<CellKey> ofCandidate;
  private final boolean acrossFlags;
  private final List<Pair> pairs = new ArrayList<>();
  private final SortedMap<CellKey, String> refused = new TreeMap<>();
  private final SortedSet<CellKey> onlyBaseline = new TreeSet<>();
  private final SortedSet<CellKey> onlyCandidate = new TreeSet<>();
  private final SortedMap<CellKey, String> broken = new TreeMap<>();

  /**
   * Two results of one subject.
   *
   * @param factor that converts scores of the candidate to the baseline's unit
   */
  record Pair(SubjectResult baseline, SubjectResult candidate, double factor) {
    /** Which scores are better. */
    Direction direction() {
      return baseline.primary().direction();
    }

    /** Smaller differences come from the measurement itself, as a share of the baseline's score. */
    double resolution() {
      double least = baseline.primary().resolution();
      return least == 0 ? 0 : Math.max(NOTABLE, least / baseline.primary().mean());
    }

    /** Whether the two are known to have been measured with different flags of the JVM. */
    boolean hasOtherFlags() {
      Optional<Set<String>> before = baseline.jvmFlags();
      Optional<Set<String>> after = candidate.jvmFlags();
      return before.isPresent() && after.isPresent() && !before.equals(after);
    }

    /** Whether both sides have enough forks to leave out their slower half. */
    boolean hasManyForks() {
      return Trimming.isEnoughForHalf(leastForks());
    }

    /** The chance that a difference is that between two levels of the forks. */
    double levelChance(double log) {
      return hasManyForks()
          ? 0
          : ForkLevels.chance(baseline.scores().size(), candidate.scores().size(), log);
    }

    /** The smallest difference that levels of the forks let show. */
    double levelResolution(int comparisons) {
      return ForkLevels.resolution(
          baseline.scores().size(), candidate.scores().size(), comparisons);
    }

    /** The number of forks on the side that has fewer. */
    int leastForks() {
      return Math.min(baseline.scores().size(), candidate.scores().size());
    }
  }

  /**
   * @param acrossFlags whether cells are compared that were measured with other flags of the JVM
   */
  Matching(ComparisonSide baseline, ComparisonSide candidate, boolean acrossFlags) {
    this.acrossFlags = acrossFlags;
    this.baseline = baseline;
    this.candidate = candidate;
    ofBaseline = cells(baseline);
    ofCandidate = cells(candidate);
    baseline
        .results()
        .forEach(
            (subject, before) -> {
              SubjectResult after = candidate.results().get(subject);
              if (after != null) {
                match(subject, before, after);
              }
            });
    Map<CellKey, Subject> added = missingIn(baseline, candidate);
    missingIn(candidate, baseline)
        .forEach((cell, subject) -> placeMissing(subject, added.remove(cell)));
    added.forEach(this::placeAdded);
  }

  /** The results that belong together and can be compared, in the order of the baseline. */
  List<Pair> pairs() {
    return List.copyOf(pairs);
  }

  Uncompared uncompared() {
    return new Uncompared(refused, onlyBaseline, onlyCandidate, broken);
  }

  /** A subject that both sides have. */
  private void match(Subject subject, SubjectResult before, SubjectResult after) {
    Optional<ScoreUnit> unitBefore = ScoreUnit.of(subject.mode(), before.unit());
    Optional<ScoreUnit> unitAfter = ScoreUnit.of(subject.mode(), after.unit());
    if (MachineLimits.isOne(subject.cell().benchmark())) {
      refused.put(subject.cell(), "it measures the machine, not code that could be slower");
    } else if (baseline.unusable().containsKey(subject)) {
      refused.put(subject.cell(), "in the baseline, " + baseline.unusable().get(subject));
    } else if (candidate.unusable().containsKey(subject)) {
      refused.put(subject.cell(), "in the candidate, " + candidate.unusable().get(subject));
    } else if (isPrimary(before) && !contradiction(subject, before, after).isEmpty()) {
      refused.put(subject.cell(), contradiction(subject, before, after));
    } else if (!Direction.isMode(subject.mode())) {
      refused.put(subject.cell(), "JMH has no mode '" + subject.mode() + "'");
    } else if (before.unit().equals(after.unit())) {
      add(new Pair(before, after, 1));
    } else if (unitBefore.isPresent() && unitAfter.isPresent()) {
      add(new Pair(before, after, unitAfter.get().factorTo(unitBefore.get())));
    } else {
      refused.put(
          subject.cell(),
          "its units '%s' and '%s' cannot be converted".formatted(before.unit(), after.unit()));
    }
  }

  private void add(Pair pair) {
    if (pair.hasOtherFlags() && !acrossFlags) {
      refused.put(
          pair.baseline().subject().cell(),
          EnvironmentCheck.flags(List.of(pair)).get(0)
              + "; --across-environments compares it anyway");
    } else {
      pairs.add(pair);
    }
  }

  /** A secondary metric may be a rate where the score is a time. */
  private static boolean isPrimary(SubjectResult result) {
    String mode = result.subject().mode();
    return Direction.isMode(mode) && Direction.ofMode(mode) == result.primary().direction();
  }

  /** Why the mode does not fit a side's unit; empty if it fits both. */
  private static String contradiction(Subject subject, SubjectResult before, SubjectResult after) {
    String ofBefore = ModeAndUnit.contradiction(subject.mode(), before.unit());
    return ofBefore.isEmpty() ? ModeAndUnit.contradiction(subject.mode(), after.unit()) : ofBefore;
  }

  /**
   * A subject that the candidate lacks.
   *
   * @param other how the candidate measured the same cell; null if it did not
   */
  private void placeMissing(Subject subject, @Nullable Subject other) {
    CellKey cell = subject.cell();
    if (other != null) {
      refused.put(
          cell,
          "measured as %s in the baseline, as %s in the candidate"
              .formatted(subject.manner(), other.manner()));
    } else if (ofCandidate.contains(cell)) {
      refused.put(cell, "measured as " + subject.manner() + " in the baseline only");
    } else if (candidate.failed().containsKey(cell)) {
      broken.put(cell, candidate.failed().get(cell));
    } else {
      onlyBaseline.add(cell);
    }
  }

  private static Set<CellKey> cells(ComparisonSide side) {
    return side.results().keySet().stream().map(Subject::cell).collect(Collectors.toSet());
  }

  /** A cell that the baseline lacks. */
  private void placeAdded(CellKey cell, Subject subject) {
    if (ofBaseline.contains(cell)) {
      refused.put(cell, "measured as " + subject.manner() + " in the candidate only");
    } else if (baseline.failed().containsKey(cell)) {
      refused.put(cell, "failed in the baseline: " + baseline.failed().get(cell));
    } else {
      onlyCandidate.add(cell);
    }
  }

  /** The subjects of the other side that a side lacks, one per cell. */
  private static Map<CellKey, Subject> missingIn(ComparisonSide side, ComparisonSide other) {
    Map<CellKey, Subject> missing = new HashMap<>();
    for (Subject subject : other.results().keySet()) {
      if (!side.results().containsKey(subject)) {
        missing.put(subject.cell(), subject);
      }
    }
    return missing;
  }
}
