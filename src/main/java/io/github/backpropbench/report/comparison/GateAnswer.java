package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Outcome;
import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.comparison.Gate.OfMetric;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.report.document.Block;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The answer of a gate, in a few sentences: whether there is a regression. */
final class GateAnswer {
  private static final int VALUE_LENGTH = 40;
  private static final int MOST_MEMBERS = 5;

  private static final String FALSE_ALARMS =
      "If nothing had changed, at most %s of comparisons would show a difference anywhere."
          .formatted(Figures.percent(Family.FALSE_ALARMS));

  private final List<Point> points = new ArrayList<>();

  private GateAnswer() {}

  static Section of(Gate gate) {
    Comparison comparison = gate.scores();
    GateAnswer answer = new GateAnswer();
    answer.addOutcome(gate);
    answer.add(
        "Cells",
        "%d compared: %s%s."
            .formatted(
                comparison.cells().size(),
                VerdictText.TIME.count(comparison.cells()),
                RunsAnswer.uncompared(comparison.uncompared())));
    answer.addHints(comparison);
    gate.metrics().forEach(answer::addMetric);
    String machine = RunsAnswer.machine(comparison);
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
              (comparison.outcome() == Outcome.NOTHING_TOLD
                      ? "no cell has at least two forks on both sides"
                      : "no cell has a metric that counts in at least two forks on both sides")
                  + ", and differences are judged by the spread between forks. Measure with more"
                  + " forks: five (-f 5) to find large differences, ten or more for small ones.");
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
              + RunsAnswer.uncompared(metric.comparison().uncompared())
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
        .limit(MOST_MEMBERS)
        .map(member -> ForeignText.of(member, VALUE_LENGTH))
        .collect(Collectors.joining(","));
  }

  private static String name(OfMetric metric) {
    return ForeignText.of(metric.name(), VALUE_LENGTH);
  }

  private void add(String lead, String text) {
    points.add(new Point(lead, text));
  }

  private Section section(String title) {
    return new Section(title, List.<Block>of(new Points(points)));
  }
}
