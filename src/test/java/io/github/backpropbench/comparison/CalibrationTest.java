package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.NoiseFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final CellKey CELL = SampleRun.trainingStep("arrays", 64);

  @Test
  void aRunWithoutACalibrationHasNoFloor() {
    List<Measurement> forks =
        List.of(SampleRun.measurement(1, CELL, 1.0), SampleRun.measurement(2, CELL, 1.1));
    assertThat(Calibration.floor(forks)).isEmpty();
    assertThat(Calibration.floor(arms(new double[] {100}, new double[] {101}))).isEmpty();
  }

  @Test
  void isTheEndOfTheIntervalThatIsFartherFromNothing() {
    // Log ratios 0.01, 0.02, 0.03: mean 0.02, deviation 0.01, t(2) = 4.3027 at 97.5 %.
    double[] a = {100, 110, 90};
    double[] b = {100 * Math.exp(0.01), 110 * Math.exp(0.02), 90 * Math.exp(0.03)};
    double floor = Math.expm1(0.02 + 4.3027 * 0.01 / Math.sqrt(3));
    assertThat(relative(arms(a, b))).isCloseTo(floor, within(1e-5));
    assertThat(relative(arms(b, a))).as("the arms are alike").isCloseTo(floor, within(1e-5));
  }

  @Test
  void moreForksLowerIt() {
    assertThat(relative(noise(40))).isLessThan(relative(noise(5)) / 2);
  }

  @Test
  void otherCellsHaveNoSayInIt() {
    List<Measurement> forks = new ArrayList<>(noise(5));
    double floor = relative(forks);
    for (int round = 1; round <= 5; round++) {
      forks.add(SampleRun.measurement(round, CELL, 1000.0 * round));
      forks.add(SampleRun.measurement(round, SampleRun.trainingStep("ejml", 64), 10.0));
    }
    assertThat(relative(forks)).isEqualTo(floor);
  }

  private static double relative(List<Measurement> forks) {
    return Calibration.floor(forks).map(NoiseFloor::relative).orElseThrow();
  }

  private static List<Measurement> noise(int rounds) {
    Random random = new Random(3);
    double[] a = new double[rounds];
    double[] b = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      a[i] = 100 * Math.exp(0.01 * random.nextGaussian());
      b[i] = 100 * Math.exp(0.01 * random.nextGaussian());
    }
    return arms(a, b);
  }

  private static List<Measurement> arms(double[] a, double[] b) {
    List<Measurement> forks = new ArrayList<>();
    for (int i = 0; i < a.length; i++) {
      forks.add(SampleRun.measurement(i + 1, CELL.with(Factor.ARM, "a"), a[i]));
      forks.add(SampleRun.measurement(i + 1, CELL.with(Factor.ARM, "b"), b[i]));
    }
    return forks;
  }
}
