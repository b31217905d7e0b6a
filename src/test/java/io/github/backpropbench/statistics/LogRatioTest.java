package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogRatioTest {
  private static final LogRatio SLOWER = new LogRatio(0.08, 0.02, 9, 10);

  /** By SciPy: {@code t.sf((0.08 - 0.03) / 0.02, 9) + t.sf((0.08 + 0.03) / 0.02, 9)}. */
  @Test
  void aMarginMakesItHarderToExceed() {
    assertThat(SLOWER.pValue(0.03)).isCloseTo(0.0171210068, within(1e-9));
    assertThat(SLOWER.pValue(0)).isEqualTo(SLOWER.ratio().pValue());
    assertThat(SLOWER.pValue(0.1)).isGreaterThan(0.5);
  }

  /** An interval that just touches 1 belongs to a p-value of 5 %, as both come from one t. */
  @Test
  void intervalAndPValueAgree() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      LogRatio ratio =
          new LogRatio(
              0.1 * random.nextGaussian(), 0.05 * random.nextDouble(), 1 + random.nextInt(30), 5);
      boolean missesOne = ratio.ratio().low() > 1 || ratio.ratio().high() < 1;
      assertThat(missesOne).isEqualTo(ratio.pValue(0) < 0.05);
    }
  }

  @Test
  void theMeanOfEqualRatiosIsSurerThanEach() {
    LogRatio mean = LogRatio.mean(List.of(SLOWER, SLOWER, SLOWER, SLOWER));
    assertThat(LogRatio.typical(List.of(SLOWER, SLOWER, SLOWER, SLOWER)))
        .isEqualTo(
            new LogRatio(
                mean.value(), mean.standardError(), SLOWER.degreesOfFreedom(), mean.samples()));
    assertThat(mean.value()).isCloseTo(0.08, within(1e-12));
    assertThat(mean.standardError()).isCloseTo(0.01, within(1e-12));
    assertThat(mean.degreesOfFreedom()).isCloseTo(36, within(1e-9));
    assertThat(mean.samples()).isEqualTo(4);
  }

  @Test
  void whatHasNoErrorDoesNotEnterTheMean() {
    LogRatio alone = LogRatio.withoutError(3, 1);
    assertThat(LogRatio.mean(List.of(alone, SLOWER))).isEqualTo(LogRatio.mean(List.of(SLOWER)));
    assertThat(LogRatio.mean(List.of(alone)).value()).isNaN();
  }

  @Test
  void theFamilyTellsWhatItCouldShow() {
    // By SciPy: exp(t.ppf(1 - 0.05 / 2 / 2, 9) * 0.02) * 1.01 - 1, for two ratios.
    assertThat(Family.resolution(List.of(SLOWER, SLOWER, LogRatio.withoutError(1, 1)), 0.01))
        .isCloseTo(0.06571991550, within(1e-9));
    assertThat(Family.resolution(List.of(), 0.01)).isNaN();
  }

  @Test
  void whatDoesNotExceedTheFloorIsNoDifference() {
    LogRatio certain = new LogRatio(0.02, 0.001, 9, 10);
    assertThat(Family.adjustedPValues(List.of(certain), new NoiseFloor(0.01))[0]).isLessThan(0.01);
    assertThat(Family.adjustedPValues(List.of(certain), new NoiseFloor(0.03))[0]).isEqualTo(1.0);
  }
}
