package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.MeasuredTask;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.ShortestTimes;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.analysis.TargetCells;
import io.github.backpropbench.report.analysis.TimeToTarget;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.StepsToTarget;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The answer to how long it takes until a network is good enough, and with what. */
final class TargetPoints {
  /** If there are more tasks than this, the last ones are only counted. */
  private static final int MOST_TASKS = 4;

  /** If there are more backends of a role than this, the last ones are only counted. */
  private static final int MOST_BACKENDS = Shortlist.OF_EACH_ROLE;

  private static final int MOST_METHODS = 4;

  private final RunAnalysis analysis;
  private final MeasuredRun run;
  private final ShortestTimes times;

  /** Empty for a task that is not known. */
  private final Optional<MeasuredTask> task;

  private TargetPoints(
      RunAnalysis analysis, ShortestTimes times, Collection<MeasuredTask> measured) {
    this.analysis = analysis;
    this.run = analysis.run();
    this.times = times;
    task = measured.stream().filter(one -> one.cells().contains(times.first())).findFirst();
  }

  /** One for each task; none if the run trains to no target. */
  static List<Point> of(RunAnalysis analysis) {
    List<ShortestTimes> tasks =
        ShortestTimes.of(analysis.run()).stream().filter(times -> !times.isEmpty()).toList();
    List<MeasuredTask> measured = MeasuredTask.of(analysis.run());
    List<Point> points = new ArrayList<>();
    tasks.stream()
        .limit(MOST_TASKS)
        .forEach(times -> points.add(new TargetPoints(analysis, times, measured).point()));
    if (tasks.size() > MOST_TASKS) {
      points.add(
          new Point(
              "Time to other targets",
              Phrases.count(tasks.size() - MOST_TASKS, "more task") + ", see below."));
    }
    return points;
  }

  private Point point() {
    Group setting = times.setting();
    String how = setting.without(TargetCells.TASK.toArray(Factor[]::new)).label();
    List<String> sentences = new ArrayList<>();
    sentences.add(shortest());
    sentences.add(others());
    sentences.add(engines());
    sentences.add(yardsticks());
    sentences.add(optimizers());
    sentences.add(notReached());
    sentences.removeIf(String::isEmpty);
    return new Point(
        "Time to target, %s%s"
            .formatted(TargetWords.title(setting::value), how.isEmpty() ? "" : ", " + how),
        String.join(" ", sentences));
  }

  /** {@code 2.10 ms ±1.2 % with blas, manual adam, bias, batch 32 (…), the fastest library.} */
  private String shortest() {
    CellKey first = times.first();
    return "%s with %s, %s%s: %s."
        .formatted(
            run.time(first).map(Phrases::timeWithError).orElse(Figures.NONE),
            label(first),
            TargetWords.choice(first),
            TimeToTarget.of(run, first).map(time -> parts(time, first)).orElse(""),
            rank());
  }

  private String parts(TimeToTarget time, CellKey cell) {
    return Double.isNaN(time.perStep())
        ? ""
        : " (%s steps at %s, and %s of the time for evaluations%s)"
            .formatted(
                TargetWords.steps(time.steps()),
                Figures.time(time.perStep()),
                Figures.percent(time.evaluationShare()),
                task.flatMap(known -> known.training(cell)).map(TargetPoints::seeds).orElse(""));
  }

  /** How far single seeds are from the mean, or how many do not reach the target. */
  private static String seeds(StepsToTarget training) {
    int seeds = training.curves().size();
    if (training.reached() < seeds) {
      return "; %s of %s seeds reach it, and the steps of the others count, too"
          .formatted(training.reached(), seeds);
    }
    DoubleSummaryStatistics steps = Arrays.stream(training.steps()).summaryStatistics();
    return steps.getMin() == steps.getMax()
        ? ""
        : "; single seeds take %s to %s steps"
            .formatted(TargetWords.steps(steps.getMin()), TargetWords.steps(steps.getMax()));
  }

  /** The methods and batch sizes that only the reference trainings know. */
  private String notReached() {
    Map<String, Set<String>> batches = new LinkedHashMap<>();
    for (CellKey cell : task.map(MeasuredTask::notReached).orElse(List.of())) {
      batches
          .computeIfAbsent(
              Group.of(cell, Factor.OPTIMIZER, Factor.BIAS).label(),
              method -> new TreeSet<>(Factor.BATCH.order()))
          .add(TargetWords.batch(cell));
    }
    List<String> words = new ArrayList<>();
    batches.forEach(
        (method, ofMethod) ->
            words.add(method + " at batch " + Phrases.and(List.copyOf(ofMethod))));
    return words.isEmpty()
        ? ""
        : "No seed reaches the target with %s.".formatted(Phrases.first(words, MOST_METHODS));
  }

  /** Whether the first is shown to be faster than the others at their best. */
  private String rank() {
    boolean beside = !times.beside().isEmpty() || !times.enginesBeside().isEmpty();
    String kind =
        beside
            ? run.backends().role(times.first().backend()).map(Role::label).orElse("backend")
            : "backend";
    List<CellKey> others = times.ranked().subList(1, times.ranked().size());
    if (others.isEmpty()) {
      return "the only " + kind + " that was measured";
    }
    if (others.stream().anyMatch(cell -> verdict(cell) == Verdict.CANNOT_TELL)) {
      return "the shortest time of %s, but too few %s or seeds to be sure"
          .formatted(Phrases.one(kind), run.repetitions());
    }
    List<String> close =
        others.stream().filter(cell -> verdict(cell) != Verdict.SLOWER).map(this::label).toList();
    return close.isEmpty()
        ? "the fastest " + kind
        : "the shortest time of %s, but not shown to be shorter than with %s"
            .formatted(Phrases.one(kind), Phrases.or(Phrases.few(close, MOST_BACKENDS - 1)));
  }

  private String others() {
    List<String> others = times.ranked().stream().skip(1).map(this::atItsBest).toList();
    return others.isEmpty() ? "" : "The others at their best: " + few(others) + ".";
  }

  /** The best of all others, and the number of those that take longer. */
  private static String few(List<String> others) {
    return Phrases.first(others, Phrases.named(others.size(), MOST_BACKENDS - 1));
  }

  private String engines() {
    List<String> engines =
        times.enginesBeside().stream().map(cell -> atItsBest(cell) + againstFirst(cell)).toList();
    return engines.isEmpty()
        ? ""
        : "The engine%s at %s best: %s."
            .formatted(
                engines.size() == 1 ? "" : "s",
                engines.size() == 1 ? "its" : "their",
                Phrases.first(engines, Phrases.named(engines.size(), MOST_BACKENDS)));
  }

  private String againstFirst(CellKey cell) {
    return analysis
        .comparisons()
        .ofPair(cell, times.first())
        .map(
            judged ->
                ", %s times the time of the fastest library%s"
                    .formatted(
                        Figures.ratio(judged.ratio().value()),
                        judged.verdict().isDifference() ? "" : " (no difference shown)"))
        .orElse("");
  }

  private String yardsticks() {
    if (times.beside().isEmpty()) {
      return "";
    }
    List<String> ahead =
        times.beside().stream()
            .filter(cell -> verdict(cell) == Verdict.FASTER)
            .map(this::atItsBest)
            .toList();
    return switch (ahead.size()) {
      case 0 -> "No yardstick is shown to be ahead.";
      case 1 -> "A yardstick is ahead: " + ahead.get(0) + ".";
      default ->
          "Yardsticks are ahead: "
              + Phrases.first(ahead, Phrases.named(ahead.size(), MOST_BACKENDS))
              + ".";
    };
  }

  /** The other optimizers against the first, each at its best batch size. */
  private String optimizers() {
    if (times.optimizers().size() < 2) {
      return "";
    }
    CellKey baseline = times.optimizers().get(0);
    List<String> others =
        times.optimizers().stream()
            .skip(1)
            .flatMap(cell -> analysis.comparisons().ofPair(cell, baseline).stream())
            .map(this::againstBaseline)
            .toList();
    return "Against %s with %s (%s, batch %s), all with %s and each at its best batch size: %s."
        .formatted(
            baseline.value(Factor.OPTIMIZER),
            label(baseline),
            run.time(baseline).map(Phrases::timeWithError).orElse(Figures.NONE),
            TargetWords.batch(baseline),
            "%s gradients and %s"
                .formatted(
                    baseline.value(Factor.GRADIENT),
                    Factor.BIAS.words(baseline.value(Factor.BIAS))),
            String.join("; ", others));
  }

  private String againstBaseline(JudgedContrast judged) {
    CellKey cell = judged.contrast().cell();
    Ratio ratio = judged.ratio();
    String figure = Figures.ratio(ratio.value()) + " times as long";
    String batch = "batch " + TargetWords.batch(cell);
    String words =
        switch (judged.verdict()) {
          case FASTER, SLOWER -> figure + " (" + Ratios.interval(ratio) + "; " + batch + ")";
          case NO_DIFFERENCE_SHOWN ->
              "%s (%s; %s), which shows no difference"
                  .formatted(figure, Ratios.interval(ratio), batch);
          case CANNOT_TELL ->
              "%s, but too few %s or seeds to be sure (%s)"
                  .formatted(figure, run.repetitions(), batch);
        };
    return cell.value(Factor.OPTIMIZER) + " " + words;
  }

  /** {@code ejml 2.75 ms (manual adam, bias, batch 32)}. */
  private String atItsBest(CellKey cell) {
    return "%s %s (%s)"
        .formatted(
            label(cell),
            run.time(cell).map(time -> Figures.time(time.nanoseconds())).orElse(Figures.NONE),
            TargetWords.choice(cell));
  }

  private Verdict verdict(CellKey cell) {
    return analysis
        .comparisons()
        .ofPair(cell, times.first())
        .map(JudgedContrast::verdict)
        .orElse(Verdict.CANNOT_TELL);
  }

  private String label(CellKey cell) {
    return run.backends().label(cell.backend());
  }
}
