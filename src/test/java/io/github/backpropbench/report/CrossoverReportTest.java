package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.report.render.ParsedMarkdown;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** A run whose winners are known: by batch, ejml and ojalgo; in the wide network no difference. */
class CrossoverReportTest {
  /** Nanoseconds by shape and batch, of ejml and of ojalgo. */
  private static final Map<String, double[]> TIMES =
      Map.of(
          "3-8-1 1", new double[] {100, 150},
          "3-8-1 64", new double[] {200, 180},
          "3-8-1 512", new double[] {1000, 500},
          "3-16-1 1", new double[] {100, 300},
          "3-16-1 64", new double[] {100, 300},
          "90-4-1 1", new double[] {100, 100},
          "90-4-1 512", new double[] {100, 100});

  private final RunReport report = RunReport.of(run());

  @Test
  void theTableNamesWinnersTiesAndChanges() {
    List<List<String>> table =
        new ParsedMarkdown(report.markdown())
            .tables().stream()
                .filter(rows -> rows.get(0).get(1).equals("shape"))
                .findFirst()
                .orElseThrow();
    assertThat(table.get(0))
        .containsExactly(
            "precision, method", "shape", "batch 1", "batch 64", "batch 512", "changes");
    // By the number of weights.
    assertThat(table.stream().skip(1).map(row -> row.get(1)))
        .containsExactly("3-8-1", "3-16-1", "90-4-1");
    assertThat(table.get(1).get(2)).startsWith("ejml\n×1.5");
    assertThat(table.get(1).get(3)).startsWith("ojalgo\n×1.1");
    assertThat(table.get(1).get(4)).startsWith("ojalgo\n×2.0");
    assertThat(table.get(1).get(5)).isEqualTo("ejml from 1, ojalgo from 64");
    assertThat(table.get(2).get(5)).isEqualTo("none: always ejml");
    assertThat(table.get(3).subList(2, 6))
        .containsExactly(
            "no difference shown\nejml, ojalgo",
            "",
            "no difference shown\nejml, ojalgo",
            "none shown");
  }

  @Test
  void theMapHasTheColourOfTheWinnerOnly() {
    ParsedPage page = new ParsedPage(report.html());
    List<String> classes =
        page.all("table").stream()
            .filter(table -> table.getAttribute("class").equals("crossover"))
            .flatMap(table -> cells(table).stream())
            .toList();
    assertThat(classes)
        .containsExactly(
            "won b0",
            "won b1",
            "won b1",
            "words",
            "won b0",
            "won b0",
            "absent",
            "words",
            "undecided",
            "absent",
            "undecided",
            "words");
  }

  @Test
  void theAnswerForOneBatchIsASentence() {
    ParsedPage page = new ParsedPage(report.html());
    List<String> words = page.data().path("networks").findValuesAsText("words");
    assertThat(words)
        .anyMatch(sentence -> sentence.startsWith("ejml: ojalgo takes 1.5"))
        .anyMatch(sentence -> sentence.startsWith("ojalgo: ejml takes 2.0"))
        .anyMatch(
            sentence ->
                sentence.matches(
                    "(ejml|ojalgo) has the shortest time, but is not shown to differ from (ejml|ojalgo)\\."));
  }

  private static List<String> cells(Element table) {
    List<String> classes = new ArrayList<>();
    var cells = table.getElementsByTagName("td");
    for (int i = 0; i < cells.getLength(); i++) {
      classes.add(((Element) cells.item(i)).getAttribute("class"));
    }
    return classes;
  }

  private static RunResults run() {
    List<Measurement> forks = new ArrayList<>();
    List<PlannedCell> cells = new ArrayList<>();
    TIMES.forEach(
        (name, times) -> {
          String[] factors = name.split(" ", -1);
          for (int i = 0; i < 2; i++) {
            CellKey cell =
                SampleRun.trainingStep(
                        List.of("ejml", "ojalgo").get(i), Integer.parseInt(factors[1]))
                    .with(Factor.SHAPE, factors[0]);
            cells.add(new PlannedCell(cell, SampleRun.ITERATIONS));
            for (int round = 1; round <= 6; round++) {
              // Each backend is now and then a little slower than its mean, in other rounds.
              double spread = 1 + 0.004 * ((round * (i + 2)) % 5);
              forks.add(SampleRun.measurement(round, cell, times[i] * spread));
            }
          }
        });
    return new RunResults(
        SyntheticRun.description(new Plan("custom", 1, 6, cells, List.of())), forks, List.of());
  }
}
