package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The answer in a few sentences. */
final class ComparisonAnswer {
  /** A common shift that is worth a sentence. */
  private static final double NOTABLE_SHIFT = 0.005;

  private final Comparison comparison;
  private final List<Point> points = new ArrayList<>();

  private ComparisonAnswer(Comparison comparison) {
    this.comparison = comparison;
  }

  static Section of(Comparison comparison) {
    ComparisonAnswer answer = new ComparisonAnswer(comparison);
    answer.addOutcome();
    answer.addCounts();
    answer.addShift();
    answer.addCertainty();
    answer.addEnvironments();
    return new Section("Answer", List.<Block>of(new Points(answer.points)));
  }

  private void addOutcome() {
    long regressions = comparison.cells().stream().filter(JudgedSubject::isRegression).count();
    int broken = comparison.uncompared().broken().size();
    String by =
        comparison.settings().threshold() > 0
            ? " by more than " + Shares.percent(comparison.settings().threshold())
            : "";
    List<String> sentences = new ArrayList<>();
    if (regressions > 0) {
      sentences.add(Shares.count(regressions, "cell is", "cells are") + " slower" + by + ".");
    }
    if (broken > 0) {
      sentences.add(Shares.count(broken, "cell fails", "cells fail") + " that did not before.");
    }
    switch (comparison.outcome()) {
      case REGRESSION -> add("Regression", String.join(" ", sentences));
      case NO_REGRESSION -> add("No regression", "no cell was shown to be slower" + by + ".");
      case NOTHING_TOLD ->
          add(
              "Cannot tell",
              "no cell has at least two forks on both sides, and the spread from fork to fork is"
                  + " what differences are judged by. Measure with more: five (-f 5) for large"
                  + " differences, ten or more for small ones.");
    }
  }

  private void addCounts() {
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = comparison.cells().stream().filter(c -> c.verdict() == verdict).count();
      if (count > 0) {
        counts.add(count + " " + verdict.words());
      }
    }
    add("Cells", comparison.cells().size() + " compared: " + String.join(", ", counts) + ".");
  }

  private void addShift() {
    BetweenRuns runs = comparison.runs();
    if (!comparison.environmentDifferences().isEmpty()
        || comparison.outcome() == Comparison.Outcome.NOTHING_TOLD) {
      return;
    }
    if (!runs.isKnown()) {
      add(
          "In common",
          ("with fewer than %s cells, a drift of the whole machine cannot be told from a change, so"
                  + " only what exceeds %s counts.")
              .formatted(BetweenRuns.LEAST_CELLS, Shares.percent(runs.margin())));
    } else if (Math.abs(runs.shift()) >= NOTABLE_SHIFT) {
      add(
          "In common",
          ("all cells together take %s %s time than before, as they do when the machine is in"
                  + " another state. The cells are judged without that (column \"judged\").")
              .formatted(
                  Shares.percent(Math.abs(Math.expm1(runs.shift()))),
                  runs.shift() > 0 ? "more" : "less"));
    }
  }

  private void addCertainty() {
    if (!Double.isNaN(comparison.resolution())) {
      add(
          "How sure",
          ("equal cells raise a false alarm anywhere in at most %s of comparisons. A usual cell's"
                  + " difference is shown from about %s on.")
              .formatted(
                  Shares.percent(Family.FALSE_ALARMS), Shares.percent(comparison.resolution())));
    }
  }

  private void addEnvironments() {
    if (!comparison.environmentDifferences().isEmpty()) {
      add(
          "Across environments",
          "what differs is not only what was measured: "
              + String.join("; ", comparison.environmentDifferences())
              + ".");
    }
  }

  private void add(String lead, String text) {
    points.add(new Point(lead, text));
  }
}
