package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.CellFlags;
import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.ForkWarmup;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.SteadyState.Course;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How long forks took to become steady, and the verdicts on cells that were not steady when they
 * were measured.
 */
final class SteadyStateText {
  private static final double NANOSECONDS = 1e6;

  private SteadyStateText() {}

  /** The warm-up of each backend, and how many forks took which course; empty if unknown. */
  static Optional<String> warmups(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    Map<String, List<ForkWarmup>> warmups = byBackend(run);
    if (warmups.isEmpty()) {
      return Optional.empty();
    }
    String courses = courses(warmups.values());
    warmups.values().forEach(forks -> forks.removeIf(fork -> !fork.isSettled()));
    warmups.values().removeIf(List::isEmpty);
    warmups.keySet().retainAll(analysis.named());
    return Optional.of(warmups.isEmpty() ? courses : times(run, warmups) + " " + courses);
  }

  private static String times(MeasuredRun run, Map<String, List<ForkWarmup>> warmups) {
    List<String> times = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    String slowest = "";
    double longest = -1;
    for (Map.Entry<String, List<ForkWarmup>> one : warmups.entrySet()) {
      String backend = run.backends().label(one.getKey());
      times.add(median(one.getValue(), ForkWarmup::milliseconds) + " with " + backend);
      lost.add(median(one.getValue(), ForkWarmup::lostMilliseconds));
      for (ForkWarmup fork : one.getValue()) {
        if (fork.milliseconds() > longest) {
          longest = fork.milliseconds();
          slowest = backend;
        }
      }
    }
    return ("Counted from its first warm-up iteration, a fork was steady after %s (medians; the"
            + " slowest, with %s, after %s); slower steps until then cost %s.")
        .formatted(Phrases.and(times), slowest, time(longest), Phrases.and(lost));
  }

  /** The forks whose warm-up is known, by backend. */
  private static Map<String, List<ForkWarmup>> byBackend(MeasuredRun run) {
    Map<String, List<ForkWarmup>> warmups = new LinkedHashMap<>();
    run.backends().names().forEach(name -> warmups.put(name, new ArrayList<>()));
    for (Measurement fork : run.timedForks()) {
      List<ForkWarmup> ofBackend = warmups.get(fork.cell().value(Factor.BACKEND));
      if (ofBackend != null && !fork.warmupScores().isEmpty() && !run.isBaseline(fork.cell())) {
        ofBackend.add(ForkWarmup.of(fork));
      }
    }
    warmups.values().removeIf(List::isEmpty);
    return warmups;
  }

  private static String courses(Collection<List<ForkWarmup>> warmups) {
    Map<Course, Integer> counts = new EnumMap<>(Course.class);
    warmups.forEach(
        forks -> forks.forEach(fork -> counts.merge(fork.state().course(), 1, Integer::sum)));
    List<String> courses =
        Arrays.stream(Course.values())
            .filter(counts::containsKey)
            .map(course -> counts.get(course) + " " + words(course))
            .toList();
    int forks = warmups.stream().mapToInt(List::size).sum();
    return "Of %s, %s.".formatted(Phrases.count(forks, "fork"), Phrases.and(courses));
  }

  private static String words(Course course) {
    return switch (course) {
      case FLAT -> "ran at one speed from the start";
      case WARMING_UP -> "warmed up";
      case SLOWING_DOWN -> "slowed down";
      case NEVER_STEADY -> "never became steady";
    };
  }

  private static String median(List<ForkWarmup> forks, ToDoubleFunction<ForkWarmup> figure) {
    return time(new Median().evaluate(forks.stream().mapToDouble(figure).toArray()));
  }

  private static String time(double milliseconds) {
    return milliseconds == 0 ? "0 s" : Figures.time(milliseconds * NANOSECONDS);
  }

  /** How many verdicts rest on cells that were not steady; empty if none do. */
  static Optional<String> unsteadyVerdicts(RunAnalysis analysis, Map<CellKey, CellFlags> flags) {
    List<Contrast> shown =
        analysis.comparisons().all().stream()
            .filter(one -> one.verdict().isDifference())
            .map(JudgedContrast::contrast)
            .toList();
    long unsteady =
        shown.stream()
            .filter(one -> isUnsteady(flags, one.cell()) || isUnsteady(flags, one.reference()))
            .count();
    return unsteady == 0
        ? Optional.empty()
        : Optional.of(
            "Take care: %d of %d verdicts rest%s on cells that were not steady when measured."
                .formatted(unsteady, shown.size(), unsteady == 1 ? "s" : ""));
  }

  private static boolean isUnsteady(Map<CellKey, CellFlags> flags, CellKey cell) {
    return flags.getOrDefault(cell, CellFlags.NONE).isUnsteady();
  }
}
