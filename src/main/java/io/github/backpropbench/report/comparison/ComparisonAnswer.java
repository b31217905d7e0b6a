package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.GroupMean;
import io.github.backpropbench.comparison.Comparison.Outcome;
import io.github.backpropbench.comparison.Comparison.Relation;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.comparison.Gate.OfMetric;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.comparison.RunFact.Kind;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The answer in a few sentences. */
final class ComparisonAnswer {
  private static final int VALUE_LENGTH = 40;
  private static final int MOST_FACTS = 5;
  private static final int MOST_BACKENDS = 8;

  private static final String FALSE_ALARMS =
      "If nothing had changed, at most %s of comparisons would show a difference anywhere."
          .formatted(Figures.percent(Family.FALSE_ALARMS));

  /** Smaller common shifts are not worth a sentence. */
  private static final double NOTABLE_SHIFT = 0.005;

  private final List<Point> points = new ArrayList<>();

  private ComparisonAnswer() {}

  /** Whether there is a regression, for a gate. */
  static Section ofGate(Gate gate) {
    Comparison comparison = gate.scores();
    ComparisonAnswer answer = new ComparisonAnswer();
    answer.addOutcome(gate);
    answer.add(
        "Cells",
        "%d compared: %s%s."
            .formatted(
                comparison.cells().size(),
                VerdictText.TIME.count(comparison.cells()),
                uncompared(comparison.uncompared())));
    answer.addHints(comparison);
    gate.metrics().forEach(answer::addMetric);
    String machine = machine(comparison);
    if (!machine.isEmpty() && comparison.outcome() != Outcome.NOTHING_TOLD) {
      answer.add("The machine", machine);
    }
    if (!Double.isNaN(comparison.resolution())) {
      answer.add(
          "How sure",
          FALSE_ALARMS
              + " In a typical cell, a difference of about %s or more is shown."
                  .formatted(Figures.percent(comparison.resolution())));
    }
    if (comparison.settings().acrossEnvironments()
        || !comparison.environmentDifferences().isEmpty()) {
      answer.add(
          "Across environments",
          comparison.environmentDifferences().isEmpty()
              ? "No difference is recorded."
              : "The environments differ, too: "
                  + String.join("; ", comparison.environmentDifferences())
                  + ".");
    }
    return answer.section("Answer");
  }

  /** What the runs differ in, and what follows from it. */
  static Section ofReport(ComparedRuns runs) {
    ComparisonAnswer answer = new ComparisonAnswer();
    answer.addFacts(runs.facts());
    String baseline = runs.baseline().label();
    for (ComparedRun run : runs.candidates()) {
      run.comparison()
          .ifPresent(
              comparison ->
                  answer.add(
                      run.label() + " compared with " + baseline, findings(run, comparison)));
    }
    if (runs.candidates().stream().anyMatch(ComparedRun::isAcross)) {
      answer.add(
          "Across environments",
          "Ratios marked "
              + ComparedRun.ACROSS
              + " compare runs on different machines, operating systems or JVMs: they show"
              + " everything that differs, and nothing is removed.");
    }
    if (runs.comparisons().stream().anyMatch(one -> !one.cells().isEmpty())) {
      answer.add(
          "How sure",
          "Of the differences that such reports show, at most %s are false. No difference shown does not mean equal."
              .formatted(Figures.percent(Family.FALSE_ALARMS)));
    }
    return answer.section("The answer");
  }

  private void addOutcome(Gate gate) {
    Comparison comparison = gate.scores();
    double threshold = comparison.settings().threshold();
    String by = threshold > 0 ? " by more than " + Figures.percent(threshold) : "";
    switch (gate.outcome()) {
      case REGRESSION -> {
        long slower = regressions(comparison);
        long failing = comparison.uncompared().broken().size();
        List<String> sentences = new ArrayList<>();
        if (slower > 0) {
          sentences.add(slower + (slower == 1 ? " cell is" : " cells are") + " slower" + by + ".");
        }
        if (failing > 0) {
          sentences.add(
              failing
                  + (failing == 1 ? " cell failed" : " cells failed")
                  + " that did not fail in the baseline.");
        }
        for (OfMetric metric : gate.metrics()) {
          long worse = metric.counts() ? regressions(metric.comparison()) : 0;
          if (worse > 0) {
            sentences.add(
                "%s is %s in %s%s."
                    .formatted(
                        name(metric),
                        VerdictText.of(metric.isTime()).worse(),
                        Phrases.count(worse, "cell"),
                        by));
          }
        }
        add("Regression", String.join(" ", sentences));
      }
      case NO_REGRESSION -> add("No regression", "no cell was shown to be slower" + by + ".");
      case NOTHING_TOLD ->
          add(
              "Cannot tell",
              "no cell has at least two forks on both sides, and differences are judged by the"
                  + " spread between forks. Measure with more forks: five (-f 5) to find large"
                  + " differences, ten or more for small ones.");
    }
  }

  private static long regressions(Comparison comparison) {
    return comparison.cells().stream().filter(JudgedSubject::isRegression).count();
  }

  private void addHints(Comparison comparison) {
    List<Double> costs =
        comparison.cells().stream()
            .flatMap(cell -> cell.hint().stream())
            .map(Ratio::value)
            .toList();
    if (!costs.isEmpty()) {
      long slower = costs.stream().filter(cost -> cost > 1).count();
      add(
          "Hints",
          "single forks of %s differ (%d slower, %d faster), as marked below; a second run may show something else."
              .formatted(Phrases.count(costs.size(), "cell"), slower, costs.size() - slower));
    }
  }

  /** A metric without any difference is worth a line only if the user asked for it. */
  private void addMetric(OfMetric metric) {
    List<JudgedSubject> cells = metric.comparison().cells();
    if (metric.counts()) {
      add(
          name(metric),
          VerdictText.of(metric.isTime()).count(cells)
              + uncompared(metric.comparison().uncompared())
              + ".");
    } else if (cells.stream().anyMatch(CellTable::isNotable)) {
      List<JudgedSubject> notable = cells.stream().filter(CellTable::isNotable).toList();
      add(
          "Also",
          "%s: of %s, %s. This does not count for the answer; --metrics %s makes it count."
              .formatted(
                  name(metric),
                  Phrases.count(cells.size(), metric.isTime() ? "member" : "cell"),
                  VerdictText.of(metric.isTime()).count(notable),
                  metric.name().equals(Gate.MEMBERS) ? members(notable) : name(metric)));
    }
  }

  /** The members of groups by their own names. */
  private static String members(List<JudgedSubject> cells) {
    return cells.stream()
        .map(cell -> cell.subject().cell().benchmark())
        .map(member -> member.substring(member.lastIndexOf(':') + 1))
        .distinct()
        .limit(MOST_FACTS)
        .map(member -> ForeignText.of(member, VALUE_LENGTH))
        .collect(Collectors.joining(","));
  }

  private static String name(OfMetric metric) {
    return ForeignText.of(metric.name(), VALUE_LENGTH);
  }

  private void addFacts(List<RunFact> facts) {
    List<RunFact> differing = facts.stream().filter(RunFact::differs).toList();
    List<RunFact> causes =
        differing.stream().filter(fact -> fact.kind() != Kind.CIRCUMSTANCE).toList();
    List<RunFact> named = causes.isEmpty() ? differing : causes;
    if (named.isEmpty()) {
      add("What differs", "nothing that is recorded: the runs repeat each other.");
      return;
    }
    List<String> words =
        new ArrayList<>(named.stream().limit(MOST_FACTS).map(RunFact::words).toList());
    if (named.size() > MOST_FACTS) {
      words.add((named.size() - MOST_FACTS) + " more, see the environments side by side");
    }
    add("What differs", String.join("; ", words) + ".");
  }

  private static String findings(ComparedRun run, Comparison comparison) {
    if (comparison.cells().isEmpty()) {
      return "no cell in common, so there is nothing to compare" + firstReason(comparison) + ".";
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "of %s in common, %s%s."
            .formatted(
                Phrases.count(comparison.cells().size(), "cell"),
                VerdictText.TIME.count(comparison.cells()),
                uncompared(comparison.uncompared())));
    sentences.add(machine(comparison));
    sentences.add(trainingSteps(run, comparison));
    return sentences.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining(" "));
  }

  private static String uncompared(Uncompared uncompared) {
    int failing = uncompared.broken().size();
    int refused = uncompared.refused().size();
    return (failing > 0 ? "; " + failing + " failed in this run only" : "")
        + (refused > 0 ? (failing > 0 ? ", " : "; ") + refused + " not comparable" : "");
  }

  private static String firstReason(Comparison comparison) {
    return comparison.uncompared().refused().entrySet().stream()
        .findFirst()
        .map(
            refused ->
                " (%s: %s)"
                    .formatted(
                        ComparedCells.names(comparison).of(refused.getKey()),
                        ForeignText.of(refused.getValue(), VALUE_LENGTH)))
        .orElse("");
  }

  /** What the machine's state did to all cells, or why that is unknown; empty if it is nothing. */
  private static String machine(Comparison comparison) {
    BetweenRuns runs = comparison.runs();
    if (comparison.cells().stream().allMatch(cell -> cell.verdict() == Verdict.CANNOT_TELL)) {
      return comparison.cells().isEmpty() ? "" : "One fork per cell is too few for a verdict.";
    }
    if (comparison.settings().relation() == Relation.UNRELATED) {
      return "Nothing is removed, so a drift of the machine counts, too: only differences above %s are shown."
          .formatted(Figures.percent(runs.margin()));
    }
    if (!runs.isKnown()) {
      return ("With fewer than %s cells%s, a drift of the whole machine cannot be told from a"
              + " change, so only differences above %s count.")
          .formatted(
              BetweenRuns.LEAST_CELLS,
              comparison.settings().changedBackends().isEmpty() ? "" : " of unchanged backends",
              Figures.percent(runs.margin()));
    }
    return Math.abs(runs.shift()) < NOTABLE_SHIFT
        ? ""
        : ("All cells together took %s %s time, as they do when the machine is in a different"
                + " state; this is removed.")
            .formatted(
                Figures.percent(Math.abs(Math.expm1(runs.shift()))),
                runs.shift() > 0 ? "more" : "less");
  }

  /** The mean change of each backend's training steps; empty if there is none. */
  private static String trainingSteps(ComparedRun run, Comparison comparison) {
    List<GroupMean> means =
        comparison.backends().stream()
            .filter(mean -> mean.benchmark().equals(BenchmarkKind.TRAINING_STEP.method()))
            .filter(mean -> mean.cells() > 0)
            .toList();
    if (means.isEmpty()) {
      return "";
    }
    String words =
        means.stream()
            .limit(MOST_BACKENDS)
            .map(
                mean ->
                    ForeignText.of(mean.backend(), VALUE_LENGTH)
                        + " "
                        + RatioText.ofTimes(mean)
                        + run.mark())
            .collect(Collectors.joining(", "));
    int more = means.size() - MOST_BACKENDS;
    return "Relative time of a training step by backend: %s%s."
        .formatted(words, more > 0 ? " and " + more + " more" : "");
  }

  private void add(String lead, String text) {
    points.add(new Point(lead, text));
  }

  private Section section(String title) {
    return new Section(title, List.<Block>of(new Points(points)));
  }
}
