package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An engine has gradients of its own, and is compared with the manual ones of other backends. */
class EngineReportTest {
  private static CellKey step(String backend, int batch) {
    return SampleRun.trainingStep(backend, batch);
  }

  private static CellKey engine(String name, int batch) {
    return step(name, batch).with(Factor.GRADIENT, "engine");
  }

  private static BackendDescription described(String name) {
    return new BackendDescription(
        name,
        "Nets of " + name,
        "1",
        "",
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        "engine");
  }

  private static TimedRun libraries() {
    return new TimedRun()
        .with(step("ejml", 64), 150)
        .with(step("ojalgo", 64), 300)
        .describing(described("nets"))
        .describing(described("more"));
  }

  @Test
  void anEngineStandsInTheRowOfManualGradients() {
    TimedRun run =
        libraries()
            .with(engine("nets", 64), 450)
            .with(step("ejml", 64).with(Factor.GRADIENT, "autograd"), 200)
            .with(step("ojalgo", 64).with(Factor.GRADIENT, "autograd"), 400);
    assertThat(run.text())
        .containsPattern("3-2-1 f32, manual sgd, bias 64 \\* 427 M/s 213 M/s 142 M/s")
        .containsPattern("3-2-1 f32, autograd sgd, bias 64 \\* 320 M/s 160 M/s 200 ns")
        .contains("Backends against ejml")
        .containsPattern("manual sgd, bias 64 2\\.00 \\([^)]*\\) 3\\.00 \\(")
        .doesNotContain("engine sgd");
    JsonNode networks = run.page().data().path("networks");
    assertThat(networks.findValuesAsText("label"))
        .containsExactly("3-2-1 f32, manual sgd, bias", "3-2-1 f32, autograd sgd, bias");
    assertThat(networks.at("/0/rows/0/cells/2").path("time").doubleValue()).isPositive();
    assertThat(networks.at("/0/rows/0/ratios/2/0/0").doubleValue()).isBetween(2.9, 3.1);
    assertThat(networks.at("/1/rows/0/cells/2").isNull()).isTrue();
  }

  @Test
  void theAnswerNamesLibrariesThenEnginesThenYardsticks() {
    TimedRun run =
        libraries()
            .with(engine("nets", 64), 450)
            .with(step("vector", 64), 50)
            .with(step("ejml", 512), 900)
            .with(step("ojalgo", 512), 1800)
            .with(engine("nets", 512), 1350);
    assertThat(run.text())
        .contains(
            "of the libraries, ejml at batch 64 and 512 (ojalgo takes 2.00 times as long). The"
                + " engine nets takes 1.50 to 3.00 times as long as the fastest library at batch 64"
                + " and 512. A yardstick is ahead: vector, 3.00 times as fast at batch 64.")
        .contains(
            "- The engine: nets (Nets of nets) has gradients and optimizers of its own, and is"
                + " compared with the manual gradients of the other backends. - The yardstick:")
        .containsPattern("nets +engine +Nets of nets");
    assertThat(run.page().data().path("networks").findValuesAsText("words").get(0))
        .isEqualTo(
            "ejml is the fastest library: ojalgo takes 2.00 times as long. The engine nets takes"
                + " 3.00 times as long as the fastest library. A yardstick is ahead: vector, 3.00"
                + " times as fast.");
    assertThat(run.page().data().path("backends").findValuesAsText("role"))
        .containsExactly("library", "library", "engine", "yardstick");
  }

  @Test
  void ofSeveralEnginesTheFastestIsNamedFirst() {
    TimedRun run = libraries().with(engine("nets", 64), 450).with(engine("more", 64), 75);
    assertThat(run.text())
        .contains(
            "Of the engines, more is the fastest: 0.50 times the time of the fastest library at"
                + " batch 64; then nets 3.00 times.")
        .containsPattern("ejml ×2\\.00 more ×0\\.50")
        .contains("An engine that is ahead of the library follows it.")
        .doesNotContain("ardstick is ahead", "in brackets is a yardstick");
  }

  @Test
  void withoutLibrariesTheFastestEngineIsTheAnswer() {
    TimedRun run =
        new TimedRun()
            .describing(described("nets"))
            .describing(described("more"))
            .with(engine("nets", 64), 450)
            .with(engine("more", 64), 90)
            .with(step("vector", 64), 45);
    assertThat(run.text())
        .contains("of the engines, more at batch 64 (nets takes 5.00 times as long).")
        .contains("A yardstick is ahead: vector, 2.00 times as fast at batch 64.")
        .contains("* marks an engine that is shown to be faster than all other engines.")
        .contains("Where the fastest engine changes")
        .doesNotContain("fastest library", "of the libraries");
  }

  /** As in a file of JMH, which does not describe backends. */
  @Test
  void whoHasGradientsOfItsOwnIsAnEngine() {
    TimedRun run = new TimedRun().with(step("ejml", 64), 150).with(engine("other", 64), 450);
    assertThat(run.text()).contains("The engine other takes 3.00 times as long");
  }

  @Test
  void anEngineAloneIsAsAnyBackend() {
    TimedRun run = new TimedRun().describing(described("nets")).with(engine("nets", 64), 450);
    assertThat(run.text())
        .contains("bias: only nets was measured at batch 64.")
        .doesNotContain("- The engine:");
  }

  @Test
  void aDifferenceThatIsNotShownIsSaidToBeNone() {
    TimedRun run = libraries().with(engine("nets", 64), 150);
    assertThat(run.text()).contains("the fastest library at batch 64 (no difference shown).");
  }

  @Test
  void itsOptimizersHaveCostsOfTheirOwn() {
    TimedRun run =
        libraries()
            .with(engine("nets", 64), 450)
            .with(engine("nets", 64).with(Factor.OPTIMIZER, "adam"), 900);
    assertThat(run.text()).containsPattern("adam: 3-2-1 f32, manual, bias 64 2\\.00 \\(");
    for (String words : List.of("engine: 3-2-1", "Cost of autograd, typically")) {
      assertThat(run.text()).doesNotContain(words);
    }
  }
}
