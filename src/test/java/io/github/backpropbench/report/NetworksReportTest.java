package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reports of runs with several shapes, losses, optimizers and feeds. */
class NetworksReportTest {
  private static final RunResults RUN = SyntheticRun.ofNetworks();
  private static final RunReport REPORT = RunReport.of(RUN);
  private static final String TEXT = REPORT.text().replaceAll("\\s+", " ");

  @Test
  void eachShapeWithItsLossIsANetworkOfItsOwn() {
    assertThat(TEXT)
        .contains("Fastest for a training step of 3-1 f32, manual sgd, bias: ")
        .contains("Fastest for a training step of 4-32-16-4 f32, manual sgd, bias: ")
        .contains("Fastest for a training step of 4-32-16-4 cross-entropy f32, manual sgd, bias: ")
        .contains("Fastest for a training step of 64-32-10 cross-entropy f32, manual sgd, bias: ")
        .contains(
            "Rows are named by shape (inputs-hidden-…-outputs), loss, precision and method"
                + " (gradient, optimizer, feed, bias).");
    assertThat(REPORT.markdown())
        .contains("| shape, loss, precision, method ", "| loss, precision, method ");
  }

  @Test
  void optimizersAndFeedsHaveTheirCosts() {
    assertThat(TEXT)
        .containsPattern(
            "Typical cost in time: momentum .*; adam .*; adamw .*; walking through 16 minibatches"
                + " \\+2\\.[0-9] % \\(95 % interval .*; walking through 16 shuffled minibatches"
                + " \\+1[01] % \\(95 % interval")
        .contains("Cost of gradient, optimizer, feed and bias")
        .contains("(manual, sgd, one fixed batch, no bias)")
        .contains("next minibatch: 64-32-10 cross-entropy f32, manual adam, bias");
  }

  @Test
  void aTrainingOnMinibatchesEndsWithTheLossOfTheLastOne() {
    assertThat(TEXT).contains("With minibatches, that is the loss of the last one.");
  }

  @Test
  void theMapHasALineForEachShapeFromTheSmallest() {
    String map = TEXT.substring(TEXT.indexOf("Where the fastest library changes"));
    assertThat(map)
        .containsSubsequence(
            "cross-entropy f32, manual sgd, bias", "4-32-16-4", "64-32-10", "784-256-128-10");
  }

  @Test
  void aRunWithoutThemSaysNothingOfThem() {
    RunReport old =
        RunReport.of(withoutClassifiers(SyntheticRun.of(Profile.QUICK, "arrays", "ejml")));
    assertThat(old.text() + old.markdown())
        .doesNotContain("squared-error", "fixed", "feed", "loss, precision", "cross-entropy");
  }

  @Test
  void thePageShowsThem() throws IOException {
    Path pages = Path.of("target", "pages");
    Files.createDirectories(pages);
    String html = REPORT.html();
    Files.writeString(pages.resolve("networks.html"), html);
    ParsedPage page = new ParsedPage(html);
    assertThat(page.data().path("factors").findValuesAsText("name"))
        .startsWith("shape", "loss", "precision", "method");
    assertThat(page.data().path("costs").findValuesAsText("cause"))
        .contains("momentum", "adam", "adamw", "walking through 16 minibatches");
  }

  private static RunResults withoutClassifiers(RunResults run) {
    List<Measurement> forks =
        run.measurements().stream()
            .filter(fork -> !fork.cell().parameter("loss").equals("cross-entropy"))
            .toList();
    return new RunResults(
        SampleRun.description(
            forks.stream().map(Measurement::cell).distinct().toList(), "quick", 2),
        forks,
        run.losses());
  }
}
