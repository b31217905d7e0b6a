package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Families of comparisons with simulated noise: how often intervals cover, equal things raise an
 * alarm, and a slowdown is found.
 */
final class Simulation {
  private static final double SLOWDOWN = Math.log(1.05);

  private final NoiseModel noise;
  private final int cells;
  private final int rounds;
  private final int families;

  /**
   * @param cells of a family
   * @param rounds the forks of each cell
   */
  Simulation(NoiseModel noise, int cells, int rounds, int families) {
    this.noise = noise;
    this.cells = cells;
    this.rounds = rounds;
    this.families = families;
  }

  /**
   * Shares.
   *
   * @param coverage of intervals that hold the true ratio, 1
   * @param alarms of families of equal cells with at least one false alarm
   * @param found of usual cells' slowdowns of 5 % that were found, one in a family
   */
  record Shares(double coverage, double alarms, double found) {}

  /** The cells of two runs. */
  Shares betweenRuns(SummaryMethod method, long seed) {
    Random random = new Random(seed);
    Tally tally = new Tally();
    for (int family = 0; family < families; family++) {
      double[] spreads = withUsualFirst(random, cells);
      double[][][] baseline = noise.run(random, spreads, rounds);
      double[][][] candidate = noise.run(random, spreads, rounds);
      List<LogRatio> ratios = method.independent(baseline, candidate);
      if (method.allows()) {
        BetweenRuns runs =
            BetweenRuns.of(
                ratios,
                Math.hypot(method.roundsOf(baseline).reach(), method.roundsOf(candidate).reach()));
        tally.add(ratios.stream().map(runs::apply).toList(), runs.margin());
      } else {
        tally.add(ratios, 0);
      }
    }
    return tally.shares();
  }

  /** The first cell scatters as usual; its slowdown is looked for. */
  private double[] withUsualFirst(Random random, int count) {
    double[] spreads = noise.cells(random, count);
    spreads[0] = 1;
    return spreads;
  }

  private final class Tally {
    private int covering;
    private int alarming;
    private int found;

    void add(List<LogRatio> ratios, double margin) {
      for (LogRatio one : ratios) {
        Ratio ratio = one.ratio();
        covering += ratio.low() <= 1 && ratio.high() >= 1 ? 1 : 0;
      }
      double[] equal = Family.adjustedPValues(ratios, NoiseFloor.UNKNOWN, margin);
      alarming += Arrays.stream(equal).anyMatch(p -> p <= Family.FALSE_ALARMS) ? 1 : 0;
      LogRatio slowed = ratios.get(0).plus(SLOWDOWN);
      // Holm's first step, which is all that counts for one changed cell among equal ones.
      double pValue = slowed.pValue(Math.log1p(margin)) * ratios.size();
      found += slowed.value() > 0 && pValue <= Family.FALSE_ALARMS ? 1 : 0;
    }

    Shares shares() {
      double all = families;
      return new Shares(covering / (all * cells), alarming / all, found / all);
    }
  }
}
