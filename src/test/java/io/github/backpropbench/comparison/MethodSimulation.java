package io.github.backpropbench.comparison;

import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Reports and gates on simulated runs whose true ratios are known, as the product makes them. Forks
 * scatter as those of real cells do, and a drift is common to all cells of a round.
 */
final class MethodSimulation {
  /** Of a round, and of a run. */
  private static final double DRIFT = 0.015;

  private static final double SHIFT = 0.01;
  private static final double EQUAL = 0.29;
  private static final double[] RATIOS = {1.05, 1.1, 1.2, 1.3, 1.5, 2, 3};
  private static final List<String> BACKENDS = List.of("arrays", "ejml", "ojalgo", "vector");

  private final ForkScatter scatter;
  private final Random random;

  MethodSimulation(ForkScatter scatter, long seed) {
    this.scatter = scatter;
    random = new Random(seed);
  }

  /**
   * What many reports say, as shares.
   *
   * @param covers of the 95 % intervals that hold the true ratio
   * @param falsely of the statements that are false: the ratio is 1, or the direction is wrong
   * @param found1p2 of the true ratios of at least 1.2 that are stated
   * @param found1p5 of those of at least 1.5
   * @param anyFalse of the reports with at least one false statement
   */
  record Report(double covers, double falsely, double found1p2, double found1p5, double anyFalse) {}

  /**
   * What many gates say, as shares.
   *
   * @param alarms of the gates between equal runs with any verdict
   * @param found of the gates in which the one slower cell is found
   */
  record Gate(double alarms, double found) {}

  /**
   * Reports of 114 comparisons each.
   *
   * @param allEqual whether all true ratios are 1
   */
  Report reports(int count, int rounds, boolean allEqual) {
    int intervals = 0;
    int covering = 0;
    int statements = 0;
    int falsely = 0;
    int[] large = new int[2];
    int[] found = new int[2];
    int anyFalse = 0;
    for (int i = 0; i < count; i++) {
      Map<Contrast, Double> truth = new HashMap<>();
      List<Measurement> forks = run(rounds, 38, truth, allEqual);
      int falseBefore = falsely;
      for (JudgedContrast judged :
          JudgedContrast.family(
              List.copyOf(truth.keySet()), new ForkScores(forks), NoiseFloor.UNKNOWN)) {
        double ratio = truth.getOrDefault(judged.contrast(), 1.0);
        Ratio known = judged.ratio();
        intervals++;
        covering += known.low() <= ratio && ratio <= known.high() ? 1 : 0;
        boolean right = judged.verdict() == verdict(ratio);
        if (judged.verdict().isDifference()) {
          statements++;
          falsely += right ? 0 : 1;
        }
        for (int size = 0; size < large.length; size++) {
          if (Math.max(ratio, 1 / ratio) > (size == 0 ? 1.19 : 1.49)) {
            large[size]++;
            found[size] += right ? 1 : 0;
          }
        }
      }
      anyFalse += falsely > falseBefore ? 1 : 0;
    }
    return new Report(
        share(covering, intervals),
        share(falsely, statements),
        share(found[0], large[0]),
        share(found[1], large[1]),
        share(anyFalse, count));
  }

  /**
   * Gates between runs of 52 cells, first equal ones, then with one slower cell.
   *
   * @param factor of the slower cell
   */
  Gate gates(int count, int forks, double factor) {
    int alarms = 0;
    int found = 0;
    for (int i = 0; i < count; i++) {
      List<double[]> cells = new ArrayList<>();
      for (int cell = 0; cell < 52; cell++) {
        cells.add(scatter.cell(random));
      }
      ComparisonSide baseline = side(cells, forks, 1);
      alarms +=
          Comparison.of(baseline, side(cells, forks, 1), Settings.gate(0, false)).cells().stream()
                  .anyMatch(cell -> cell.verdict().isDifference())
              ? 1
              : 0;
      found +=
          Comparison.of(baseline, side(cells, forks, factor), Settings.gate(0, false))
                  .cells()
                  .stream()
                  .filter(JudgedSubject::isRegression)
                  .anyMatch(
                      cell -> cell.subject().cell().equals(SampleRun.trainingStep("arrays", 1)))
              ? 1
              : 0;
    }
    return new Gate(share(alarms, count), share(found, count));
  }

  private ComparisonSide side(List<double[]> cells, int forks, double factor) {
    double shift = SHIFT * random.nextGaussian();
    double[] drift = drift(forks);
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      CellKey cell = SampleRun.trainingStep("arrays", 1 + i);
      for (int round = 1; round <= forks; round++) {
        double time = 100 * (i == 0 ? factor : 1) * Math.exp(shift + drift[round - 1]);
        measurements.add(fork(round, cell, time, cells.get(i)));
      }
    }
    return SimulatedRun.side(SampleRun.environment(), measurements);
  }

  /** Groups of one cell of each backend, all compared with that of arrays. */
  private List<Measurement> run(
      int rounds, int groups, Map<Contrast, Double> truth, boolean allEqual) {
    double[] drift = drift(rounds);
    List<Measurement> measurements = new ArrayList<>();
    for (int group = 1; group <= groups; group++) {
      CellKey reference = SampleRun.trainingStep(BACKENDS.get(0), group);
      for (String backend : BACKENDS) {
        CellKey cell = reference.with(Factor.BACKEND, backend);
        double ratio = cell.equals(reference) || allEqual ? 1 : ratio();
        if (!cell.equals(reference)) {
          truth.put(new Contrast(Factor.BACKEND, cell, reference), ratio);
        }
        double[] around = scatter.cell(random);
        for (int round = 1; round <= rounds; round++) {
          measurements.add(fork(round, cell, 100 * ratio * Math.exp(drift[round - 1]), around));
        }
      }
    }
    return measurements;
  }

  private double ratio() {
    if (random.nextDouble() < EQUAL) {
      return 1;
    }
    double ratio = RATIOS[random.nextInt(RATIOS.length)];
    return random.nextBoolean() ? ratio : 1 / ratio;
  }

  private Measurement fork(int round, CellKey cell, double time, double[] around) {
    return SampleRun.measurement(
        round, cell, time * Math.exp(around[random.nextInt(around.length)]));
  }

  private double[] drift(int rounds) {
    double[] drift = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      drift[i] = DRIFT * random.nextGaussian();
    }
    return drift;
  }

  private static Verdict verdict(double ratio) {
    return ratio == 1 ? Verdict.NO_DIFFERENCE_SHOWN : ratio > 1 ? Verdict.SLOWER : Verdict.FASTER;
  }

  private static double share(int part, int all) {
    return part / (double) all;
  }
}
