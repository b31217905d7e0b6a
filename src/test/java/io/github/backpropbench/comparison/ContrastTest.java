package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);

  @Test
  void cellsThatDifferInOneFactorAreComparedWithTheBaseline() {
    CellKey autograd = EJML.with(Factor.GRADIENT, "autograd");
    CellKey adam = autograd.with(Factor.OPTIMIZER, "adam");
    CellKey twoThreads = EJML.with(Factor.THREADS, "2");
    CellKey withoutBias = EJML.with(Factor.BIAS, "false");
    assertThat(Contrast.among(List.of(adam, twoThreads, withoutBias, autograd, ARRAYS, EJML)))
        .containsExactly(
            new Contrast(Factor.BACKEND, EJML, ARRAYS),
            new Contrast(Factor.THREADS, twoThreads, EJML),
            new Contrast(Factor.GRADIENT, autograd, EJML),
            new Contrast(Factor.OPTIMIZER, adam, autograd),
            new Contrast(Factor.BIAS, EJML, withoutBias));
  }

  @Test
  void cellsOfDifferentSizesAreNotCompared() {
    assertThat(Contrast.among(List.of(ARRAYS, SampleRun.trainingStep("ejml", 1)))).isEmpty();
  }

  @Test
  void anEngineIsComparedWithTheManualGradientsOfTheBaseline() {
    CellKey engine = SampleRun.trainingStep("nets", 64).with(Factor.GRADIENT, "engine");
    CellKey arrays = SampleRun.trainingStep("arrays", 64);
    CellKey autograd = arrays.with(Factor.GRADIENT, "autograd");
    assertThat(Contrast.among(List.of(engine, arrays)))
        .containsExactly(new Contrast(Factor.BACKEND, engine, arrays));
    assertThat(Contrast.among(List.of(engine, autograd))).isEmpty();
  }
}
