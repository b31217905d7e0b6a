package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.training.ExperimentMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodLossesTest {
  private static LossCurve curve(String method, String backend, Double... losses) {
    return new LossCurve(method, backend, "f32", "manual", "sgd", true, List.of(losses));
  }

  @Test
  void theBackendsCurvesOfAMethodAreGrouped() {
    List<MethodLosses> methods =
        MethodLosses.among(
            List.of(
                curve("first", "arrays", 3.0),
                curve("second", "arrays", 4.0),
                curve("first", "ejml", 5.0)));
    assertThat(methods.stream().map(MethodLosses::label))
        .containsExactly("first, f32", "second, f32");
    assertThat(methods.get(0).losses()).containsExactly(3.0);
    assertThat(methods.get(0).curves()).hasSize(2);
  }

  @Test
  void theStepIsThatOfTheExperimentsOneBatch() {
    CellKey step =
        SampleRun.trainingStep("arrays", ExperimentMethod.BATCH).with(Factor.GRADIENT, "autograd");
    List<Measurement> forks =
        List.of(
            SampleRun.measurement(1, step.with(Factor.FEED, "next"), 3.0),
            SampleRun.measurement(1, step.with(Factor.FUSION, "off"), 4.0),
            SampleRun.measurement(1, step.with(Factor.GRADIENT, "graph"), 5.0),
            SampleRun.measurement(1, step, 2.0));
    MeasuredRun run =
        new MeasuredRun(
            new RunResults(
                SampleRun.description(forks.stream().map(Measurement::cell).toList(), "custom", 1),
                forks,
                List.of()));
    LossCurve curve = new LossCurve("m", "arrays", "f32", "autograd", "sgd", true, List.of(1.0));
    assertThat(new MethodLosses(List.of(curve)).stepTime(run, "arrays"))
        .map(OperationTime::nanoseconds)
        .contains(2.0);
  }

  /** Runs of before trained their methods with autograd on a traced graph. */
  @Test
  void aTracedMethodOfBeforeIsFoundAndLabelledAsSuch() {
    CellKey step = SampleRun.trainingStep("arrays", ExperimentMethod.BATCH);
    Map<String, String> before = new HashMap<>(step.parameters());
    before.remove("fusion");
    before.put("gradient", "autograd");
    CellKey traced = new CellKey(step.benchmark(), before);
    MeasuredRun run =
        new MeasuredRun(
            new RunResults(
                SampleRun.description(List.of(traced), "custom", 1),
                List.of(SampleRun.measurement(1, traced, 2.0)),
                List.of()));
    LossCurve curve =
        new LossCurve("autograd", "arrays", "f32", "graph", "sgd", true, List.of(1.0));
    MethodLosses method = new MethodLosses(List.of(curve));
    assertThat(method.stepTime(run, "arrays")).map(OperationTime::nanoseconds).contains(2.0);
    assertThat(method.label()).isEqualTo("autograd (graph), f32");
  }

  @Test
  void aLossIsReachedAfterTheStepsBeforeIt() {
    MethodLosses method =
        MethodLosses.among(List.of(curve("m", "arrays", 8.0, 6.0, 7.0, 2.0))).get(0);
    assertThat(method.stepsTo(8.0)).contains(0);
    assertThat(method.stepsTo(6.5)).contains(1);
    assertThat(method.stepsTo(3.0)).contains(3);
    assertThat(method.stepsTo(1.0)).isEmpty();
  }
}
