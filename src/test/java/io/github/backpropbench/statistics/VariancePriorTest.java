package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariancePriorTest {

  /** Smyth's equations in SciPy, with {@code brentq} for the inverse of {@code polygamma(1, x)}. */
  @Test
  void cellsThatDifferShareLittle() {
    VariancePrior prior = VariancePrior.of(samples(40, 0.1, 2, 8, 3, 5, 15, 2.5, 0.6, 0.7));
    assertThat(prior.degreesOfFreedom()).isCloseTo(1.5845878859127867, within(1e-6));
    assertThat(prior.variance()).isCloseTo(0.00016204467128512096, within(1e-9));
  }

  @Test
  void cellsThatDifferByChanceOnlyShareAll() {
    VariancePrior prior = VariancePrior.of(samples(4, 1, 2, 8, 3, 5, 1.5, 2.5, 6, 0.7));
    assertThat(prior.degreesOfFreedom()).isGreaterThan(1e5);
    LogSample moderated = prior.moderate(sample(0.1e-4));
    assertThat(moderated.variance()).isCloseTo(prior.variance(), within(1e-8));
  }

  @Test
  void aModeratedVarianceLiesBetweenItsOwnAndTheOthers() {
    VariancePrior prior = new VariancePrior(4, 2e-4);
    LogSample moderated = prior.moderate(sample(6e-4));
    assertThat(moderated.variance()).isCloseTo(4e-4, within(1e-12));
    assertThat(moderated.degreesOfFreedom()).isEqualTo(8);
    assertThat(moderated.mean()).isEqualTo(sample(6e-4).mean());
  }

  @Test
  void fewCellsStandAlone() {
    assertThat(VariancePrior.of(samples(1, 2, 3, 4, 5, 6, 7))).isEqualTo(VariancePrior.NONE);
    LogSample sample = sample(1e-4);
    assertThat(VariancePrior.NONE.moderate(sample)).isEqualTo(sample);
  }

  @Test
  void aSingleForkBorrowsNothing() {
    assertThat(new VariancePrior(4, 1).moderate(LogSample.of(1.0)).hasError()).isFalse();
  }

  private static List<LogSample> samples(double... tenThousandths) {
    return Arrays.stream(tenThousandths).mapToObj(v -> sample(v * 1e-4)).toList();
  }

  private static LogSample sample(double variance) {
    return new LogSample(0.5, variance, 4, 5);
  }
}
