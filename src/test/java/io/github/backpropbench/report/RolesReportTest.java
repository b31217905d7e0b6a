package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The answer names the fastest library first, then the yardsticks that are ahead of it. */
class RolesReportTest {
  private static CellKey step(String backend, int batch) {
    return SampleRun.trainingStep(backend, batch);
  }

  private static TimedRun libraries() {
    return new TimedRun().with(step("ejml", 64), 150).with(step("ojalgo", 64), 300);
  }

  @Test
  void theFastestLibraryIsNamedFirstThenEachYardstickAhead() {
    TimedRun run = libraries().with(step("arrays", 64), 100).with(step("vector", 64), 50);
    assertThat(run.text())
        .contains(
            "of the libraries, ejml at batch 64 (ojalgo takes 2.00 times as long). Yardsticks are"
                + " ahead: arrays, 1.50 times as fast at batch 64; vector, 3.00 times as fast at"
                + " batch 64.")
        .contains("- The yardsticks: arrays (plain Java arrays) and vector are code of this suite")
        .contains("* marks a library that is shown to be faster than all other libraries.")
        .containsPattern("Where the fastest library changes .* ejml ×2\\.00 \\(vector\\) ×0\\.33")
        .doesNotContain("fastest backend");
    assertThat(run.page().data().path("networks").findValuesAsText("words"))
        .containsExactly(
            "ejml is the fastest library: ojalgo takes 2.00 times as long. Yardsticks are ahead:"
                + " arrays, 1.50 times as fast; vector, 3.00 times as fast.");
  }

  @Test
  void theLeadIsToldWhereTheLibraryOrTheLeadChanges() {
    TimedRun run = new TimedRun();
    int[] batches = {1, 8, 64, 512};
    double[] ejml = {100, 100, 300, 900};
    double[] ojalgo = {200, 200, 200, 300};
    double[] vector = {50, 40, 20, 400};
    for (int i = 0; i < batches.length; i++) {
      run.with(step("ejml", batches[i]), ejml[i])
          .with(step("ojalgo", batches[i]), ojalgo[i])
          .with(step("vector", batches[i]), vector[i]);
    }
    assertThat(run.text())
        .contains(
            "of the libraries, ejml at batch 1 and 8 (ojalgo takes 2.00 times as long); ojalgo at"
                + " batch 64 and 512 (ejml takes 1.50 to 3.00 times as long). A yardstick is ahead:"
                + " vector, 2.00 to 2.50 times as fast at batch 1 and 8, 10.0 times at batch 64.");
  }

  @Test
  void aYardstickThatIsNotAheadIsNot() {
    TimedRun run = libraries().with(step("arrays", 64), 400).with(step("vector", 64), 150);
    assertThat(run.text())
        .contains("ejml at batch 64 (ojalgo takes 2.00 times as long). No yardstick is shown to be")
        .contains("* 427 M/s");
  }

  @Test
  void withYardsticksOnlyTheFastestOfThemIsNamed() {
    TimedRun run = new TimedRun().with(step("arrays", 64), 100).with(step("vector", 64), 50);
    assertThat(run.text())
        .contains("bias: vector at batch 64 (arrays takes 2.00 times as long).")
        .contains("Where the fastest backend changes")
        .doesNotContain("of the libraries", "(vector)", "yardstick is", "Yardsticks are");
  }

  @Test
  void withLibrariesOnlyThereIsNoWordOfYardsticks() {
    assertThat(libraries().text())
        .contains("bias: ejml at batch 64 (ojalgo takes 2.00 times as long).")
        .doesNotContain("of the libraries", "ardsticks are", "ardstick is", "Brackets");
  }

  @Test
  void aSingleLibraryIsTheOnlyOneMeasured() {
    TimedRun run = new TimedRun().with(step("ejml", 64), 100).with(step("vector", 64), 50);
    assertThat(run.text())
        .contains(
            "of the libraries, only ejml was measured at batch 64. A yardstick is ahead: vector,"
                + " 2.00 times as fast at batch 64.")
        .contains("- The yardstick: vector is code of this suite, not a library");
    assertThat(run.page().data().path("networks").findValuesAsText("words").get(0))
        .startsWith("ejml is the only library that was measured. A yardstick is ahead: vector, 2");
  }

  @Test
  void whereAllLibrariesFailedTheFastestYardstickIsNamedAsWhatItIs() {
    TimedRun run =
        libraries()
            .with(step("arrays", 64), 100)
            .failing(step("ejml", 512))
            .with(step("arrays", 512), 800)
            .with(step("vector", 512), 200);
    assertThat(run.text())
        .contains(
            "vector at batch 512 (no library was measured; arrays takes 4.00 times as long).");
  }

  @Test
  void theLastOfManyNetworksAreCountedByLibraryToo() {
    TimedRun run = new TimedRun();
    for (int hidden = 1; hidden <= 7; hidden++) {
      for (String backend : List.of("ejml", "ojalgo", "vector")) {
        CellKey cell = step(backend, 64).with(Factor.SHAPE, "3-" + hidden + "-1");
        if (hidden < 7 || !backend.equals("ojalgo")) {
          run.with(cell, backend.equals("ejml") ? 100 : backend.equals("vector") ? 50 : 200);
        }
      }
    }
    assertThat(run.text())
        .contains(
            "Others: of 3 rows with other shapes or precisions, ejml is the fastest library in 2,"
                + " only the library ejml was measured in 1, a yardstick is ahead in 3.");
  }

  @Test
  void oneRoundIsTooFewForALead() {
    TimedRun run =
        new TimedRun()
            .rounds(1)
            .with(step("ejml", 64), 150)
            .with(step("ojalgo", 64), 300)
            .with(step("vector", 64), 50);
    assertThat(run.text())
        .contains(
            "of the libraries, ejml had the shortest time at batch 64, but too few rounds were"
                + " measured to be sure.")
        .containsPattern(
            "vector, (2\\.9|3\\.0)\\d times as fast at batch 64 \\(but too few rounds");
  }

  @Test
  void aBaselineOutsideTheJvmIsNeither() {
    TimedRun run = libraries().with(step("vector", 64), 50).baseline(step("pytorch", 64), 5);
    assertThat(run.text()).contains("ejml at batch 64 (ojalgo takes 2.00 times as long)");
    assertThat(run.page().data().path("backends").findValuesAsText("role"))
        .containsExactly("library", "library", "yardstick", "");
  }

  @Test
  void aPluginIsWhatItSaysItIs() {
    BackendDescription own =
        new BackendDescription(
            "own", "Own", "1", "", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), "yardstick");
    TimedRun run = libraries().describing(own).with(step("own", 64), 50);
    assertThat(run.text())
        .contains("A yardstick is ahead: own, 3.00 times as fast at batch 64.")
        .contains("- The yardstick: own (Own) is code of this suite")
        .containsPattern("own +yardstick +Own")
        .containsPattern("ejml +library +EJML");
    ParsedPage page = run.page();
    assertThat(page.all("th").stream().map(element -> element.getTextContent()))
        .contains("(own)", "ejml");
  }
}
