package io.github.backpropbench.comparison;

import io.github.backpropbench.benchmark.MachineLimits;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which results of a baseline and a candidate belong together. */
final class Matching {
  private final ComparisonSide baseline;
  private final ComparisonSide candidate;
  private final List<Pair> pairs = new ArrayList<>();
  private final SortedMap<CellKey, String> refused = new TreeMap<>();
  private final SortedSet<CellKey> onlyBaseline = new TreeSet<>();
  private final SortedSet<CellKey> onlyCandidate = new TreeSet<>();
  private final SortedMap<CellKey, String> broken = new TreeMap<>();

  /**
   * Two results of one subject.
   *
   * @param direction of the scores
   * @param factor that converts scores of the candidate to the baseline's unit
   */
  record Pair(SubjectResult baseline, SubjectResult candidate, Direction direction, double factor) {
    /** The number of forks on the side that has fewer. */
    int leastForks() {
      return Math.min(baseline.scores().size(), candidate.scores().size());
    }
  }

  Matching(ComparisonSide baseline, ComparisonSide candidate) {
    this.baseline = baseline;
    this.candidate = candidate;
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
    added.keySet().forEach(this::placeAdded);
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
    } else if (!Direction.isMode(subject.mode())) {
      refused.put(subject.cell(), "JMH has no mode '" + subject.mode() + "'");
    } else if (before.unit().equals(after.unit())) {
      pairs.add(new Pair(before, after, Direction.ofMode(subject.mode()), 1));
    } else if (unitBefore.isPresent() && unitAfter.isPresent()) {
      double factor = unitAfter.get().factorTo(unitBefore.get());
      pairs.add(new Pair(before, after, unitBefore.get().direction(), factor));
    } else {
      refused.put(
          subject.cell(),
          "its units '%s' and '%s' cannot be converted".formatted(before.unit(), after.unit()));
    }
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
    } else if (candidate.failed().containsKey(cell)) {
      broken.put(cell, candidate.failed().get(cell));
    } else {
      onlyBaseline.add(cell);
    }
  }

  /** A cell that the baseline lacks. */
  private void placeAdded(CellKey cell) {
    if (baseline.failed().containsKey(cell)) {
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
