package io.github.backpropbench.comparison;

import io.github.backpropbench.results.Measurement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether forks of one subject, possibly from several files, repeat each other. */
final class Repetitions {
  private Repetitions() {}

  /** The forks in the unit of the first, as far as theirs can be converted. */
  static List<Measurement> inOneUnit(List<Measurement> forks) {
    Measurement first = forks.get(0);
    if (forks.stream().allMatch(fork -> fork.unit().equals(first.unit()))) {
      return forks;
    }
    Optional<ScoreUnit> common = ScoreUnit.of(first.mode(), first.unit());
    return forks.stream().map(fork -> inUnit(fork, first.unit(), common)).toList();
  }

  private static Measurement inUnit(Measurement fork, String unit, Optional<ScoreUnit> common) {
    Optional<ScoreUnit> own = ScoreUnit.of(fork.mode(), fork.unit());
    if (common.isEmpty() || own.isEmpty()) {
      return fork;
    }
    double factor = own.get().factorTo(common.get());
    return fork.converted(fork.mode(), unit, score -> factor * score);
  }

  /** Why the forks of a subject are not one sample. */
  static Optional<String> reasonAgainst(List<Measurement> forks) {
    Measurement first = forks.get(0);
    Set<List<Double>> seen = new HashSet<>();
    for (Measurement fork : forks) {
      if (!fork.unit().equals(first.unit())) {
        return Optional.of(
            "its forks were measured in different units, %s and %s"
                .formatted(first.unit(), fork.unit()));
      }
      if (!fork.jvm().equals(first.jvm())
          && !JvmFlags.of(fork.jvm()).equals(JvmFlags.of(first.jvm()))) {
        return Optional.of("its forks were measured with different flags of the JVM");
      }
      // Equal to the last digit in several iterations: a copy, not a repetition.
      if (!seen.add(fork.scores()) && new HashSet<>(fork.scores()).size() > 1) {
        return Optional.of("one of its forks is there twice");
      }
    }
    return Optional.empty();
  }
}
