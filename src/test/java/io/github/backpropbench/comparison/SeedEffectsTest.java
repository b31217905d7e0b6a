package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleCurves;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.results.StepsToTarget;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeedEffectsTest {
  private static final List<EvaluationCurve> SGD = SampleCurves.reached(100, 140, 90, 170, 120);
  private static final List<EvaluationCurve> ADAM =
      SampleCurves.of("adam", 32, true, 60, 60, 80, 110, 70);

  @Test
  void backendsTakeTheSameStepsSoTheirRatioOwesNothingToTheSeeds() {
    CellKey ejml = SampleCurves.cell("ejml", SGD.get(0), SGD.size());
    Contrast contrast = new Contrast(Factor.BACKEND, ejml, ejml.with(Factor.BACKEND, "arrays"));
    assertThat(ratio(contrast, SGD)).isEqualTo(ratio(contrast, List.of()));
  }

  @Test
  void optimizersDoNotSoTheirRatioHasTheErrorOfTheSeedsToo() {
    Contrast contrast = adamBySgd(ADAM.size());
    List<EvaluationCurve> all = new ArrayList<>(SGD);
    all.addAll(ADAM);
    Ratio withSeeds = ratio(contrast, all);
    Ratio ofForks = ratio(contrast, List.of());
    assertThat(withSeeds.value()).isEqualTo(ofForks.value());
    assertThat(ofForks.relativeHalfWidth()).isLessThan(0.02);
    // Each seed's steps by their mean of 124 and 76: the differences have a deviation of 0.2402,
    // and the 97.5 % point of Student's t with four degrees of freedom is 2.776.
    double halfWidth = Math.expm1(2.776 * 0.2402 / Math.sqrt(5));
    assertThat(withSeeds.relativeHalfWidth()).isCloseTo(halfWidth, within(0.02));
  }

  @Test
  void oneSeedSaysNothingAboutOthers() {
    List<EvaluationCurve> all = List.of(SGD.get(0), ADAM.get(0));
    assertThat(ratio(adamBySgd(1), all).hasInterval()).isFalse();
    assertThat(ratio(adamBySgd(1), List.of()).hasInterval()).isTrue();
  }

  /**
   * Ten seeds whose steps scatter by a third, and one in ten of which does not reach the target.
   */
  @Test
  void theIntervalCoversTheTrueRatio() {
    Random random = new Random(1);
    int trials = 2000;
    int covered = 0;
    double truth = Math.log(expected(1) / expected(2));
    for (int trial = 0; trial < trials; trial++) {
      LogRatio ratio =
          SeedEffects.difference(
              new StepsToTarget(SampleCurves.reached(drawn(random, 1))),
              new StepsToTarget(SampleCurves.reached(drawn(random, 2))));
      covered += covers(ratio, truth) ? 1 : 0;
    }
    // The expected steps of so few trainings are skewed, which costs some of the 95 %.
    assertThat((double) covered / trials).isBetween(0.91, 0.98);
  }

  private static boolean covers(LogRatio ratio, double truth) {
    Ratio interval = ratio.ratio();
    return interval.low() <= Math.exp(truth) && Math.exp(truth) <= interval.high();
  }

  private static int[] drawn(Random random, double factor) {
    return random
        .doubles(10)
        .mapToInt(u -> u < 0.1 ? SampleCurves.GIVEN_UP : steps(random, factor))
        .toArray();
  }

  private static int steps(Random random, double factor) {
    return (int) Math.round(1000 * factor * Math.exp(random.nextGaussian() / 3));
  }

  /** Of many trainings, what {@link StepsToTarget#expected} would say. */
  private static double expected(double factor) {
    double mean = 1000 * factor * Math.exp(1.0 / 18);
    return (0.9 * mean + 0.1 * SampleCurves.GIVEN_UP) / 0.9;
  }

  private static Contrast adamBySgd(int seeds) {
    CellKey adam = SampleCurves.cell("ejml", ADAM.get(0), seeds);
    return new Contrast(Factor.OPTIMIZER, adam, adam.with(Factor.OPTIMIZER, "sgd"));
  }

  private static Ratio ratio(Contrast contrast, List<EvaluationCurve> curves) {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 4; round++) {
      forks.add(SampleRun.measurement(round, contrast.cell(), 60 + 0.1 * round));
      forks.add(SampleRun.measurement(round, contrast.reference(), 100 - 0.1 * round));
    }
    return JudgedContrast.family(
            List.of(contrast), new ForkScores(forks), NoiseFloor.UNKNOWN, new SeedEffects(curves))
        .get(0)
        .ratio();
  }
}
