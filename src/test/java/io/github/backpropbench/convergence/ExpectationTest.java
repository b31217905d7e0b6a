package io.github.backpropbench.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.convergence.TargetTraining.Outcome;
import io.github.backpropbench.kernel.Precision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final Expectation EXPECTED = new Expectation(0.5, List.of(96, 104, 120));

  @Test
  void inFloat64EverySeedTakesTheStepsOfTheReference() {
    assertThat(EXPECTED.mistake(after(96, 104, 120), Precision.F64, 8)).isEmpty();
    assertThat(EXPECTED.mistake(after(96, 112, 120), Precision.F64, 8))
        .hasValue(
            "with 1 of 3 seeds, the training takes other steps than in float64 on the reference:"
                + " with seed 2, 112 and not 104");
  }

  @Test
  void inFloat32FourOfFiveDoGiveOrTakeOneEvaluation() {
    assertThat(EXPECTED.mistake(after(88, 112, 120), Precision.F32, 8)).isEmpty();
    assertThat(EXPECTED.mistake(after(96, 400, 120), Precision.F32, 8).orElseThrow())
        .contains("with seed 2, 400 and not 104")
        .endsWith("measure it in f64");
    Expectation five = new Expectation(0.5, List.of(96, 104, 120, 96, 96));
    assertThat(five.mistake(after(96, 400, 120, 96, 96), Precision.F32, 8)).isEmpty();
    assertThat(five.mistake(after(96, 400, 400, 96, 96), Precision.F32, 8)).isPresent();
    assertThat(EXPECTED.mistake(after(112), Precision.F32, 8)).isPresent();
  }

  @Test
  void nothingIsWrongIfNothingIsExpected() {
    assertThat(Expectation.ofLearningRate(0.5).mistake(after(1, 2), Precision.F64, 8)).isEmpty();
  }

  @Test
  void aJvmIsToldByItsArguments() {
    assertThat(EXPECTED.jvmArguments())
        .containsExactly(
            "-Dbackpropbench.learningRate=0.5", "-Dbackpropbench.stepsToTarget=96,104,120");
  }

  private static List<Outcome> after(int... steps) {
    return IntStream.of(steps).mapToObj(count -> new Outcome(count, true, 0)).toList();
  }
}
