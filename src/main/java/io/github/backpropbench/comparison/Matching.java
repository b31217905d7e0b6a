package io.github.backpropbench.comparison;

import io.github.backpropbench.benchmark.MachineLimits;
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

/** Which results of two sides belong together. */
final class Matching {
  private final ComparisonSide old;
  private final ComparisonSide young;
  private final List<Pair> pairs = new ArrayList<>();
  private final SortedMap<CellKey, String> refused = new TreeMap<>();
  private final SortedSet<CellKey> onlyOld = new TreeSet<>();
  private final SortedSet<CellKey> onlyNew = new TreeSet<>();
  private final SortedMap<CellKey, String> broken = new TreeMap<>();

  /**
   * Two results of one subject.
   *
   * @param direction of the scores
   * @param factor by which a score of the new result is multiplied to be in the old one's unit
   */
  record Pair(SubjectResult old, SubjectResult young, Direction direction, double factor) {
    /** How many forks the side has that has fewer. */
    int leastForks() {
      return Math.min(old.scores().size(), young.scores().size());
    }
  }

  Matching(ComparisonSide old, ComparisonSide young) {
    this.old = old;
    this.young = young;
    old.results()
        .forEach(
            (subject, then) -> {
              SubjectResult now = young.results().get(subject);
              if (now != null) {
                match(subject, then, now);
              }
            });
    Map<CellKey, Subject> youngAlone = alone(young, old);
    alone(old, young).forEach((cell, subject) -> placeOld(subject, youngAlone.remove(cell)));
    youngAlone.keySet().forEach(this::placeNew);
  }

  /** The results that belong together and can be compared, in the order of the old side. */
  List<Pair> pairs() {
    return List.copyOf(pairs);
  }

  Uncompared uncompared() {
    return new Uncompared(refused, onlyOld, onlyNew, broken);
  }

  /** A subject that both sides have. */
  private void match(Subject subject, SubjectResult then, SubjectResult now) {
    Optional<ScoreUnit> oldUnit = ScoreUnit.of(subject.mode(), then.unit());
    Optional<ScoreUnit> newUnit = ScoreUnit.of(subject.mode(), now.unit());
    if (MachineLimits.isOne(subject.cell().benchmark())) {
      refused.put(subject.cell(), "it measures the machine, no code that could be slower");
    } else if (old.unusable().containsKey(subject)) {
      refused.put(subject.cell(), "in the old results, " + old.unusable().get(subject));
    } else if (young.unusable().containsKey(subject)) {
      refused.put(subject.cell(), "in the new results, " + young.unusable().get(subject));
    } else if (!Direction.isMode(subject.mode())) {
      refused.put(subject.cell(), "its mode '" + subject.mode() + "' is none of JMH's");
    } else if (then.unit().equals(now.unit())) {
      pairs.add(new Pair(then, now, Direction.ofMode(subject.mode()), 1));
    } else if (oldUnit.isPresent() && newUnit.isPresent()) {
      double factor = newUnit.get().factorTo(oldUnit.get());
      pairs.add(new Pair(then, now, oldUnit.get().direction(), factor));
    } else {
      refused.put(
          subject.cell(),
          "its units '%s' and '%s' cannot be converted".formatted(then.unit(), now.unit()));
    }
  }

  /** A subject that only the old side has; the new one may have its cell in another manner. */
  private void placeOld(Subject subject, @Nullable Subject other) {
    CellKey cell = subject.cell();
    if (other != null) {
      refused.put(cell, "measured as %s then, %s now".formatted(subject.manner(), other.manner()));
    } else if (young.failed().containsKey(cell)) {
      broken.put(cell, young.failed().get(cell));
    } else {
      onlyOld.add(cell);
    }
  }

  private void placeNew(CellKey cell) {
    if (old.failed().containsKey(cell)) {
      refused.put(cell, "failed then: " + old.failed().get(cell));
    } else {
      onlyNew.add(cell);
    }
  }

  /** The subjects that one side alone has, one a cell. */
  private static Map<CellKey, Subject> alone(ComparisonSide side, ComparisonSide other) {
    Map<CellKey, Subject> alone = new HashMap<>();
    for (Subject subject : side.results().keySet()) {
      if (!other.results().containsKey(subject)) {
        alone.put(subject.cell(), subject);
      }
    }
    return alone;
  }
}
