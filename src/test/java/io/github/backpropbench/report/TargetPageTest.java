package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What the page draws of trainings to a target. {@code scripts/page} draws it in a browser. */
class TargetPageTest {
  /** The forks of a round differ by a few thousandths. */
  private static final Percentage SPREAD = Percentage.withPercentage(0.3);

  /** The page's numbers have the seven digits of a float. */
  private static final Percentage ROUNDING = Percentage.withPercentage(1e-4);

  /** In the order of the page: libraries first. */
  private static final List<String> BACKENDS = List.of("ejml", "ojalgo", "arrays");

  private static final TargetRun RUN =
      new TargetRun().batches(8, 32, 128, 512).gradients("manual", "autograd");

  private final JsonNode task = page(RUN.results()).data().at("/targets/0");

  @Test
  void aTaskHasItsTargetAndMethods() {
    assertThat(task.path("label").textValue()).isEqualTo("digits to 95%: 64-32-10 cross-entropy");
    assertThat(task.path("isAccuracy").booleanValue()).isTrue();
    assertThat(task.path("target").doubleValue()).isEqualTo(0.95);
    assertThat(task.path("targetText").textValue()).isEqualTo("95%");
    assertThat(task.path("methods").findValuesAsText("label"))
        .containsExactly(
            "f32, manual sgd, bias",
            "f32, manual adam, bias",
            "f32, autograd sgd, bias",
            "f32, autograd adam, bias");
    assertThat(task.path("methods").findValuesAsText("training"))
        .containsExactly("sgd, bias", "adam, bias", "sgd, bias", "adam, bias");
  }

  @Test
  void stepsAreTheExpectedNumberWithTheRangeOverTheSeeds() {
    JsonNode adam = row("f32, manual adam, bias", "32");
    assertThat(adam.path("x").intValue()).isEqualTo(32);
    assertThat(adam.path("seeds").intValue()).isEqualTo(10);
    assertThat(adam.path("reached").intValue()).isEqualTo(10);
    assertThat(adam.path("steps").doubleValue()).isEqualTo(80 + 5.5);
    assertThat(adam.path("least").intValue()).isEqualTo(81);
    assertThat(adam.path("most").intValue()).isEqualTo(90);
  }

  @Test
  void trainingsThatDoNotReachTheTargetAreNotMissing() {
    JsonNode some = row("f32, manual sgd, bias", "128");
    assertThat(some.path("reached").intValue()).isEqualTo(9);
    // Nine trainings of 90 + seed steps, and one that spends 1000.
    assertThat(some.path("steps").doubleValue()).isCloseTo((9 * 95 + 1000) / 9.0, ROUNDING);
    assertThat(some.path("most").intValue()).isEqualTo(99);

    JsonNode none = row("f32, manual sgd, bias", "512");
    assertThat(none.path("reached").intValue()).isZero();
    assertThat(none.path("seeds").intValue()).isEqualTo(10);
    assertThat(none.has("steps")).isFalse();
    assertThat(none.has("curve")).isFalse();
    assertThat(none.path("cells")).hasSize(BACKENDS.size()).allMatch(JsonNode::isNull);
  }

  @Test
  void timeIsStepsTimesTheTimeOfAStepAndTheEvaluations() {
    int cells = 0;
    for (CellKey cell : measured(RUN.results())) {
      JsonNode drawn = cell(cell);
      double time = RUN.nanoseconds(cell);
      assertThat(drawn.path("time").doubleValue()).isCloseTo(time, SPREAD);
      double steps = RUN.expected(cell);
      double perStep = drawn.path("timePerStep").doubleValue();
      assertThat(perStep * steps).isCloseTo(drawn.path("time").doubleValue(), ROUNDING);
      double rate = cell.batch().orElseThrow() * 1e9 * steps / (time * 0.8);
      assertThat(drawn.path("rate").doubleValue()).isCloseTo(rate, SPREAD);
      for (String figure : List.of("time", "rate")) {
        double value = drawn.path(figure).doubleValue();
        double low = drawn.path(figure + "Low").doubleValue();
        assertThat(low).isLessThan(value);
        assertThat(drawn.path(figure + "High").doubleValue() / value)
            .isCloseTo(value / low, ROUNDING);
      }
      assertThat(drawn.path("evaluationText").textValue()).isEqualTo("20 %");
      assertThat(drawn.path("forks").intValue()).isEqualTo(5);
      cells++;
    }
    assertThat(cells).isEqualTo(3 * 2 * (3 + 4));
  }

  @Test
  void theCurveIsThatOfTheTypicalSeed() {
    // The gradients share it.
    assertThat(task.path("curves")).hasSize(3 + 4);
    for (String gradient : List.of("manual", "autograd")) {
      int number = row("f32, " + gradient + " adam, bias", "32").path("curve").intValue();
      JsonNode curve = task.path("curves").path(number);
      assertThat(curve.path("seed").intValue()).isEqualTo(6);
      assertThat(curve.path("steps").toString()).isEqualTo("[43,86]");
      assertThat(curve.path("values").toString()).isEqualTo("[0.8,0.96]");
    }
  }

  @Test
  void aLossIsDrawnForATargetThatIsOne() {
    JsonNode loss = page(new TargetRun().target("0.05").results()).data().at("/targets/0");
    assertThat(loss.path("isAccuracy").booleanValue()).isFalse();
    assertThat(loss.at("/curves/0/values").toString()).isEqualTo("[0.5,0.04]");
  }

  @Test
  void aMethodIsThatOfTheNetworkThatThePageAnswersFor() {
    JsonNode data = page(RUN.results()).data();
    Set<JsonNode> networks = new HashSet<>(data.path("networks").findValues("factors"));
    List<JsonNode> methods = data.at("/targets/0/methods").findValues("factors");
    assertThat(methods).hasSize(4).allMatch(networks::contains);
  }

  @Test
  void noOtherChartMixesThemWithTheExperiment() {
    RunResults targets = RUN.results();
    List<Measurement> forks = new ArrayList<>(targets.measurements());
    CellKey experiment =
        TargetRun.cell("ejml", "sgd", 64)
            .with(Factor.DATA, "normal")
            .with(Factor.TARGET, "500-steps")
            .with(Factor.SEEDS, "1")
            .with(Factor.FEED, "fixed");
    forks.add(SampleRun.measurement(1, experiment, "avgt", "us/op", 500.0));
    JsonNode both =
        page(new RunResults(
                targets.description(), forks, List.of(), List.of(), targets.evaluations()))
            .data();
    assertThat(both.path("networks").findValuesAsText("label"))
        .containsExactly("64-32-10 cross-entropy f32, manual sgd, bias");
    assertThat(both.path("costs")).isEmpty();
    assertThat(both.path("targets")).hasSize(1);
    assertThat(both.at("/targets/0/methods").findValues("factors")).isEmpty();

    forks.add(SampleRun.measurement(1, SampleRun.trainingStep("ejml", 64), 100.0));
    JsonNode steps =
        page(new RunResults(
                targets.description(), forks, List.of(), List.of(), targets.evaluations()))
            .data();
    assertThat(steps.path("networks").findValuesAsText("label"))
        .containsExactly("3-2-1 f32, manual sgd, bias");
    assertThat(steps.at("/targets/0/methods")).hasSize(4);
  }

  @Test
  void aRunWithoutThemHasNone() {
    JsonNode data = new TimedRun().with(SampleRun.trainingStep("ejml", 64), 1.0).page().data();
    assertThat(data.path("targets")).isEmpty();
  }

  /** Also writes the pages for the tests in a browser. */
  @Test
  void theChartHasAPlaceAndItsTablesAreFolded() throws IOException {
    ParsedPage page = new ParsedPage(write("targets", gradually(asConverge(RUN.results()))));
    write("loss-target", gradually(new TargetRun().target("0.05").seeds(1).results()));
    Set<String> ids = new HashSet<>();
    page.all("div").forEach(div -> ids.add(div.getAttribute("id")));
    assertThat(ids).contains("time-to-target-chart", "time-to-target-table");
  }

  /** With eager autograd at one batch only, as {@code converge} measures it. */
  private static RunResults asConverge(RunResults run) {
    List<Measurement> forks =
        run.measurements().stream()
            .filter(
                fork ->
                    fork.cell().value(Factor.GRADIENT).equals("manual")
                        || fork.cell().value(Factor.BATCH).equals("32"))
            .toList();
    return new RunResults(
        SampleRun.description(forks.stream().map(Measurement::cell).distinct().toList(), "x", 5),
        forks,
        List.of(),
        List.of(),
        run.evaluations());
  }

  /** With more evaluations on the way, as a real training has. */
  private static RunResults gradually(RunResults run) {
    return new RunResults(
        run.description(),
        run.measurements(),
        run.losses(),
        run.baselines(),
        run.evaluations().stream().map(TargetPageTest::gradually).toList());
  }

  private static EvaluationCurve gradually(EvaluationCurve curve) {
    Evaluation last = curve.last();
    int count = Math.min(40, last.step());
    List<Evaluation> evaluations =
        IntStream.rangeClosed(1, count)
            .mapToObj(
                i ->
                    i == count
                        ? last
                        : new Evaluation(
                            last.step() * i / count,
                            last.loss() * count / i,
                            0.94 - 0.8 * Math.exp(-4.0 * i / count)))
            .toList();
    return new EvaluationCurve(
        curve.data(),
        curve.split(),
        curve.shape(),
        curve.loss(),
        curve.target(),
        curve.epochs(),
        curve.trainingRows(),
        curve.optimizer(),
        curve.bias(),
        curve.batch(),
        curve.learningRate(),
        curve.seed(),
        evaluations);
  }

  private static String write(String name, RunResults run) throws IOException {
    String html = RunReport.of(run).html();
    Path pages = Path.of("target", "pages");
    Files.createDirectories(pages);
    Files.writeString(pages.resolve(name + ".html"), html);
    return html;
  }

  private static ParsedPage page(RunResults run) {
    return new ParsedPage(RunReport.of(run).html());
  }

  private static List<CellKey> measured(RunResults run) {
    return run.measurements().stream().map(Measurement::cell).distinct().toList();
  }

  private JsonNode cell(CellKey cell) {
    String method =
        "f32, %s %s, bias".formatted(cell.value(Factor.GRADIENT), cell.value(Factor.OPTIMIZER));
    return row(method, cell.value(Factor.BATCH))
        .path("cells")
        .path(BACKENDS.indexOf(cell.backend()));
  }

  private JsonNode row(String method, String level) {
    for (JsonNode one : task.path("methods")) {
      if (one.path("label").textValue().equals(method)) {
        for (JsonNode row : one.path("rows")) {
          if (Objects.equals(row.path("level").textValue(), level)) {
            return row;
          }
        }
      }
    }
    throw new AssertionError("no " + method + " at batch " + level);
  }
}
