package io.github.backpropbench.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How times scatter, on the log scale: standard deviations, and the share and mean size of what
 * comes rarely and only ever makes a time longer. Within a fork, iterations are those of a recorded
 * fork.
 *
 * @param fork of the forks of a usual cell around the drift
 * @param unevenness of the logarithm of {@code fork} over the cells
 * @param slowForks the share of forks that are slow as a whole
 * @param slowForkSize by how much
 * @param drift of the rounds, common to all cells of a run
 * @param shift of whole runs
 * @param cellShift of a cell from run to run
 * @param patterns the times of the iterations of recorded forks, as multiples of the fork's time
 */
record NoiseModel(
    double fork,
    double unevenness,
    double slowForks,
    double slowForkSize,
    double drift,
    double shift,
    double cellShift,
    List<double[]> patterns) {

  /** What one round's drift keeps of the one before. Assumed: machines change slowly. */
  private static final double DRIFT_MEMORY = 0.7;

  NoiseModel withUnevenness(double other) {
    return new NoiseModel(fork, other, slowForks, slowForkSize, drift, shift, cellShift, patterns);
  }

  /** Without what differs from run to run only. */
  NoiseModel inOneRun() {
    return new NoiseModel(fork, unevenness, slowForks, slowForkSize, drift, 0, 0, patterns);
  }

  /** How much longer than its fork's time a usual iteration is, in a usual fork. */
  double disturbance() {
    double[] medians = patterns.stream().mapToDouble(new Median()::evaluate).toArray();
    return new Median().evaluate(medians) - 1;
  }

  /** The spread of each cell's forks relative to a usual cell's. */
  double[] cells(Random random, int count) {
    double[] cells = new double[count];
    for (int i = 0; i < count; i++) {
      cells[i] = Math.exp(unevenness * random.nextGaussian());
    }
    return cells;
  }

  /**
   * A run of cells that all take the time 1.
   *
   * @param cells the relative spread of each
   * @return the times of the iterations, by cell and fork
   */
  double[][][] run(Random random, double[] cells, int rounds) {
    double[] common = drift(random, rounds);
    double level = shift * random.nextGaussian();
    double[][][] run = new double[cells.length][rounds][];
    for (int cell = 0; cell < cells.length; cell++) {
      double own = cellShift * random.nextGaussian();
      for (int round = 0; round < rounds; round++) {
        double center =
            level + own + common[round] + cells[cell] * fork * random.nextGaussian() + slow(random);
        run[cell][round] = iterations(random, Math.exp(center));
      }
    }
    return run;
  }

  private double[] iterations(Random random, double time) {
    double[] pattern = patterns.get(random.nextInt(patterns.size()));
    return Arrays.stream(pattern).map(multiple -> time * multiple).toArray();
  }

  private double slow(Random random) {
    return random.nextDouble() < slowForks ? -slowForkSize * Math.log(1 - random.nextDouble()) : 0;
  }

  /** Normal values of which each keeps something of the one before. */
  private double[] drift(Random random, int rounds) {
    double[] series = new double[rounds];
    double fresh = Math.sqrt(1 - DRIFT_MEMORY * DRIFT_MEMORY);
    for (int i = 0; i < rounds; i++) {
      double value = drift * random.nextGaussian();
      series[i] = i == 0 ? value : DRIFT_MEMORY * series[i - 1] + fresh * value;
    }
    return series;
  }
}
