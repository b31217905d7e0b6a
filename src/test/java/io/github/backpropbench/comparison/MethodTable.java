package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.comparison.MethodSimulation.Gate;
import io.github.backpropbench.comparison.MethodSimulation.Report;
import io.github.backpropbench.harness.AnswerSimulation;
import io.github.backpropbench.harness.AnswerSimulation.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The tables of {@code src/docs/statistics.md} on reports and gates, written into it by {@code mvn
 * test -Dtest=MethodTable -Dsimulation=full}, in some minutes.
 */
@EnabledIfSystemProperty(named = "simulation", matches = "full")
class MethodTable {
  private static final Path DOCUMENT = Path.of("src/docs/statistics.md");
  private static final String BEGIN = "<!-- resampled: begin -->\n";
  private static final String END = "<!-- resampled: end -->\n";
  private static final int REPORTS = 200;
  private static final int ANSWERS = 500;
  private static final int GATES = 500;

  private final List<String> lines = new ArrayList<>();

  @Test
  void writeTheTables() throws IOException {
    addReports();
    addAnswers();
    addGates();
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    assertThat(end).isGreaterThanOrEqualTo(begin);
    Files.writeString(
        DOCUMENT,
        document.substring(0, begin)
            + "\n"
            + String.join("\n", lines)
            + "\n\n"
            + document.substring(end));
  }

  private void addReports() {
    lines.add("Reports of 114 comparisons, intel | amd:");
    lines.add("");
    lines.add(
        "| rounds | intervals cover | false among the statements | found: ratios of 1.2 and more"
            + " | of 1.5 and more | reports of equal things with a false statement |");
    lines.add("|--:|--:|--:|--:|--:|--:|");
    for (int rounds : new int[] {2, 3, 5, 10}) {
      Report intel = simulation("intel").reports(REPORTS, rounds, false);
      Report amd = simulation("amd").reports(REPORTS, rounds, false);
      lines.add(
          row(
              rounds,
              both(intel.covers(), amd.covers()),
              both(intel.falsely(), amd.falsely()),
              both(intel.found1p2(), amd.found1p2()),
              both(intel.found1p5(), amd.found1p5()),
              both(
                  simulation("intel").reports(REPORTS, rounds, true).anyFalse(),
                  simulation("amd").reports(REPORTS, rounds, true).anyFalse())));
    }
    lines.add("");
  }

  private void addAnswers() {
    lines.add(
        "The quick profile's cells on four backends: the time of some rounds, spent in rounds of all"
            + " cells (fixed), or as the quick profile spends it (answer), intel | amd:");
    lines.add("");
    lines.add(
        "| rounds | intervals cover: all | of cells measured in the last part"
            + " | false among the statements: all | of those that the last part added"
            + " | found: ratios of 1.2 and more | behind the answer, of 1.1 and more"
            + " | of 1.05 and more | typical costs cover |");
    lines.add("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (int rounds : new int[] {3, 4, 5, 7}) {
      for (boolean forTheAnswer : new boolean[] {false, true}) {
        addAnswers(rounds, forTheAnswer);
      }
    }
    lines.add("");
  }

  private void addAnswers(int rounds, boolean forTheAnswer) {
    AnswerSimulation.Report intel =
        new AnswerSimulation("intel", 1).reports(ANSWERS, rounds, forTheAnswer);
    AnswerSimulation.Report amd =
        new AnswerSimulation("amd", 1).reports(ANSWERS, rounds, forTheAnswer);
    String columns =
        Stream.<Function<AnswerSimulation.Report, Share>>of(
                AnswerSimulation.Report::covers,
                AnswerSimulation.Report::coversMore,
                AnswerSimulation.Report::falsely,
                AnswerSimulation.Report::falselyLate,
                AnswerSimulation.Report::found1p2,
                AnswerSimulation.Report::answered,
                AnswerSimulation.Report::answeredSmall,
                AnswerSimulation.Report::costsCover)
            .map(share -> both(share.apply(intel).value(), share.apply(amd).value()))
            .collect(Collectors.joining(" | "));
    lines.add("| " + rounds + (forTheAnswer ? " answer" : " fixed") + " | " + columns + " |");
  }

  private void addGates() {
    lines.add("`compare` of two runs of 52 cells, intel | amd; one cell is slower:");
    lines.add("");
    lines.add(
        "| forks per side | equal runs with a verdict | found: 5 % slower | 20 % slower"
            + " | 30 % slower |");
    lines.add("|--:|--:|--:|--:|--:|");
    for (int forks : new int[] {2, 3, 4, 5, 7, 10, 13, 14, 20, 30}) {
      Gate intel = simulation("intel").gates(GATES, forks, 1.05);
      Gate amd = simulation("amd").gates(GATES, forks, 1.05);
      lines.add(
          row(
              forks,
              both(intel.alarms(), amd.alarms()),
              both(intel.found(), amd.found()),
              both(found("intel", forks, 1.2), found("amd", forks, 1.2)),
              both(found("intel", forks, 1.3), found("amd", forks, 1.3))));
    }
  }

  private static double found(String machine, int forks, double factor) {
    return simulation(machine).gates(GATES / 2, forks, factor).found();
  }

  private static MethodSimulation simulation(String machine) {
    return new MethodSimulation(ForkScatter.of(machine), 1);
  }

  private static String row(int count, String... columns) {
    return "| " + count + " | " + String.join(" | ", columns) + " |";
  }

  /** In one column of a table, whose columns the usual sign would separate. */
  private static String both(double intel, double amd) {
    return String.format(Locale.ROOT, "%.1f \\| %.1f %%", 100 * intel, 100 * amd);
  }
}
