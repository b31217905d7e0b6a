package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BimodalityTest {

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 20})
  void oneGroupIsTakenForTwoOnceInAHundred(int forks) {
    Random random = new Random(7);
    int samples = 5_000;
    int alarms = 0;
    for (int i = 0; i < samples; i++) {
      alarms += Bimodality.isShown(normal(random, forks)) ? 1 : 0;
    }
    // Of 5,000 samples, one percent has a standard error of 0.0014; three of them are allowed.
    assertThat(alarms / (double) samples).isLessThanOrEqualTo(Bimodality.FALSE_ALARMS + 0.0042);
  }

  @Test
  void twoGroupsTenDeviationsApartAreFound() {
    Random random = new Random(8);
    double[] values = normal(random, 10);
    for (int i = 0; i < 4; i++) {
      values[i] += 10;
    }
    assertThat(Bimodality.isShown(values)).isTrue();
  }

  @Test
  void aSingleOutlierIsNoGroup() {
    double[] values = normal(new Random(9), 10);
    values[3] += 1000;
    assertThat(Bimodality.isShown(values)).isFalse();
  }

  @Test
  void fewForksAndEqualForksAreOneGroup() {
    assertThat(Bimodality.isShown(new double[] {1, 1, 1, 9, 9, 9, 9})).isFalse();
    assertThat(Bimodality.isShown(new double[10])).isFalse();
    assertThat(Bimodality.isShown(new double[0])).isFalse();
  }

  @Test
  void twoValuesAreTwoGroups() {
    assertThat(Bimodality.isShown(new double[] {1, 1, 1, 1, 2, 2, 2, 2})).isTrue();
  }

  private static double[] normal(Random random, int count) {
    return DoubleStream.generate(random::nextGaussian).limit(count).toArray();
  }
}
