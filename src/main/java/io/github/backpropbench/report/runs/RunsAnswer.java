package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.GroupMean;
import io.github.backpropbench.comparison.Uncompared;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.runs.RunFact.Kind;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** By what the runs differ, and what follows, in a few sentences. */
final class RunsAnswer {
  private static final int VALUE_LENGTH = 40;
  private static final int MOST_FACTS = 5;
  private static final int MOST_BACKENDS = 8;

  /** A common shift that is worth a sentence. */
  private static final double NOTABLE_SHIFT = 0.005;

  private final RunSet set;
  private final List<Point> points = new ArrayList<>();

  private RunsAnswer(RunSet set) {
    this.set = set;
  }

  static Section of(RunSet set) {
    RunsAnswer answer = new RunsAnswer(set);
    answer.addFactor();
    for (int run = 1; run < set.runs().size(); run++) {
      answer.addComparison(run);
    }
    answer.addEnvironments();
    answer.addCertainty();
    return new Section("The answer", List.<Block>of(new Points(answer.points)));
  }

  private void addFactor() {
    List<RunFact> differing = set.facts().stream().filter(RunFact::differs).toList();
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

  private void addComparison(int run) {
    Comparison comparison = set.againstFirst().get(run - 1);
    String lead = set.labels().get(run) + " against " + set.first();
    if (comparison.cells().isEmpty()) {
      add(lead, "no cell in common, so there is nothing to compare" + reason(comparison) + ".");
      return;
    }
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    comparison.cells().forEach(cell -> counts.merge(cell.verdict(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((verdict, count) -> words.add(count + " " + verdict.words()));
    String text =
        "of %s in common %s%s."
            .formatted(
                Phrases.count(comparison.cells().size(), "cell"),
                String.join(", ", words),
                uncompared(comparison.uncompared()));
    add(lead, text + shift(comparison) + means(run));
  }

  /** What became of each backend's training step. */
  private String means(int run) {
    List<GroupMean> means =
        set.againstFirst().get(run - 1).backends().stream()
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
                    "%s %s%s"
                        .formatted(
                            ForeignText.of(mean.backend(), VALUE_LENGTH),
                            Costs.text(mean),
                            set.isAcross(run) ? TimesSection.ACROSS : ""))
            .collect(Collectors.joining(", "));
    int more = means.size() - MOST_BACKENDS;
    return " Time of a training step as a multiple, by backend: %s%s."
        .formatted(words, more > 0 ? " and " + more + " more" : "");
  }

  private static String reason(Comparison comparison) {
    return comparison.uncompared().refused().entrySet().stream()
        .findFirst()
        .map(
            refused ->
                " (%s: %s)"
                    .formatted(
                        ForeignText.of(refused.getKey().label(), VALUE_LENGTH),
                        ForeignText.of(refused.getValue(), VALUE_LENGTH)))
        .orElse("");
  }

  private static String uncompared(Uncompared uncompared) {
    List<String> words = new ArrayList<>();
    addCount(words, uncompared.broken().size(), "failed in this run only");
    addCount(words, uncompared.refused().size(), "not comparable");
    return words.isEmpty() ? "" : "; " + String.join(", ", words);
  }

  private static void addCount(List<String> words, int count, String what) {
    if (count > 0) {
      words.add(count + " " + what);
    }
  }

  private String shift(Comparison comparison) {
    BetweenRuns runs = comparison.runs();
    boolean tells = comparison.cells().stream().anyMatch(c -> c.verdict() != Verdict.CANNOT_TELL);
    if (!tells) {
      return " One fork a cell is too few for a verdict.";
    }
    if (!runs.isKnown()) {
      return (" Fewer than %s cells of unchanged backends tell in which state the machine was, so"
              + " only what exceeds %s counts.")
          .formatted(BetweenRuns.LEAST_CELLS, Figures.percent(runs.margin()));
    }
    return Math.abs(runs.shift()) < NOTABLE_SHIFT
        ? ""
        : " The machine took %s %s time for all of them, which is taken off."
            .formatted(
                Figures.percent(Math.abs(Math.expm1(runs.shift()))),
                runs.shift() > 0 ? "more" : "less");
  }

  private void addEnvironments() {
    Set<String> differences = new LinkedHashSet<>();
    set.againstFirst().forEach(one -> differences.addAll(one.environmentDifferences()));
    if (!differences.isEmpty()) {
      add(
          "Across environments",
          "ratios with "
              + TimesSection.ACROSS
              + " are of runs on different machines, systems or JVMs: they show all that differs at"
              + " once, and nothing is taken off.");
    }
  }

  private void addCertainty() {
    long compared = set.againstFirst().stream().mapToLong(one -> one.cells().size()).sum();
    if (compared > 0) {
      add(
          "How sure",
          ("equal cells raise a false alarm anywhere in this report in at most %s of such reports."
                  + " No difference shown does not mean equal.")
              .formatted(Figures.percent(Family.FALSE_ALARMS)));
    }
  }

  private void add(String lead, String text) {
    points.add(new Point(lead, text));
  }
}
