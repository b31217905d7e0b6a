package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.GroupMean;
import io.github.backpropbench.comparison.Comparison.Relation;
import io.github.backpropbench.comparison.Comparison.Uncompared;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Backends;
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
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer of a report over several runs, in a few sentences. */
final class RunsAnswer {
  private static final int VALUE_LENGTH = 40;
  private static final int MOST_FACTS = 5;
  private static final int MOST_BACKENDS = 8;

  /** Smaller common shifts are not worth a sentence. */
  private static final double NOTABLE_SHIFT = 0.005;

  private final List<Point> points = new ArrayList<>();

  private RunsAnswer() {}

  /** What the runs differ in, and what follows from it. */
  static Section of(ComparedRuns runs) {
    RunsAnswer answer = new RunsAnswer();
    answer.addFacts(runs.facts());
    String baseline = runs.baseline().label();
    for (ComparedRun run : runs.candidates()) {
      run.comparison()
          .ifPresent(
              comparison ->
                  answer.add(
                      run.label() + " compared with " + baseline,
                      findings(runs.backends(), run, comparison)));
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

  private static String findings(Backends backends, ComparedRun run, Comparison comparison) {
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
    sentences.add(
        Stream.of(BenchmarkKind.TRAINING_STEP, BenchmarkKind.CONVERGENCE)
            .map(kind -> means(kind, backends, run, comparison))
            .filter(means -> !means.isEmpty())
            .findFirst()
            .orElse(""));
    return sentences.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining(" "));
  }

  /** How many cells are left out, as the end of a sentence; empty if none. */
  static String uncompared(Uncompared uncompared) {
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
  static String machine(Comparison comparison) {
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

  /** The mean change of each backend's cells of a kind, libraries first; empty if it has none. */
  private static String means(
      BenchmarkKind kind, Backends backends, ComparedRun run, Comparison comparison) {
    List<GroupMean> means =
        comparison.backends().stream()
            .filter(mean -> mean.benchmark().equals(kind.method()))
            .filter(mean -> mean.cells() > 0)
            .sorted(Comparator.comparingInt(mean -> backends.names().indexOf(mean.backend())))
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
                        + role(backends, mean.backend())
                        + " "
                        + RatioText.ofTimes(mean)
                        + run.mark())
            .collect(Collectors.joining(", "));
    int more = means.size() - MOST_BACKENDS;
    return "Relative time of a %s by backend: %s%s."
        .formatted(Phrases.of(kind), words, more > 0 ? " and " + more + " more" : "");
  }

  private static String role(Backends backends, String backend) {
    if (!backends.haveSeveralRoles()) {
      return "";
    }
    return switch (backends.role(backend).orElse(Role.LIBRARY)) {
      case LIBRARY -> "";
      case YARDSTICK -> " (a yardstick)";
      case ENGINE -> " (an engine)";
    };
  }

  private void add(String lead, String text) {
    points.add(new Point(lead, text));
  }

  private Section section(String title) {
    return new Section(title, List.<Block>of(new Points(points)));
  }
}
