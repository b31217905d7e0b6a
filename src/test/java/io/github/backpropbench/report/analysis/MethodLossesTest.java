package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.LossCurve;
import java.util.List;
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
  void aLossIsReachedAfterTheStepsBeforeIt() {
    MethodLosses method =
        MethodLosses.among(List.of(curve("m", "arrays", 8.0, 6.0, 7.0, 2.0))).get(0);
    assertThat(method.stepsTo(8.0)).contains(0);
    assertThat(method.stepsTo(6.5)).contains(1);
    assertThat(method.stepsTo(3.0)).contains(3);
    assertThat(method.stepsTo(1.0)).isEmpty();
  }
}
