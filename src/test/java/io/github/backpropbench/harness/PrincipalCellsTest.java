package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalCellsTest {
  private static final CellKey ADAM =
      SampleRun.trainingStep("ejml", 64).with(Factor.OPTIMIZER, "adam");

  @Test
  void theDefaultMethodIsPrincipalHoweverFewItsRows() {
    CellKey plain = SampleRun.trainingStep("ejml", 64);
    assertThat(PrincipalCells.of(List.of(ADAM, ADAM.with(Factor.BATCH, "1"), plain), Factor.BATCH))
        .containsExactly(plain);
  }

  @Test
  void opByOpIsNotWhileTheSameIsThereFused() {
    CellKey opByOp = ADAM.with(Factor.FUSION, "off");
    assertThat(
            PrincipalCells.of(List.of(opByOp, opByOp.with(Factor.BATCH, "1"), ADAM), Factor.BATCH))
        .containsExactly(ADAM);
    assertThat(PrincipalCells.of(List.of(opByOp), Factor.BATCH)).containsExactly(opByOp);
  }

  @Test
  void autogradIsNotWhileManualGradientsAreThere() {
    CellKey graph = ADAM.with(Factor.GRADIENT, "graph");
    CellKey eager = ADAM.with(Factor.GRADIENT, "autograd");
    assertThat(
            PrincipalCells.of(
                List.of(graph, graph.with(Factor.BATCH, "1"), eager, ADAM), Factor.BATCH))
        .containsExactly(ADAM);
  }
}
