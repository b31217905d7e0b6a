package io.github.backpropbench.statistics;

import java.util.Random;

/**
 * How times scatter, on the log scale: standard deviations, and shares and mean sizes of what comes
 * rarely and only ever makes a time longer.
 *
 * @param fork of the forks of a usual cell around the drift
 * @param unevenness of the logarithm of {@code fork} over the cells
 * @param iteration of the iterations around their fork
 * @param slowForks the share of forks that are slow as a whole
 * @param slowForkSize by how much
 * @param spells the share of iterations in a slow spell
 * @param spellSize by how much
 * @param drift of the rounds, common to all cells of a run
 * @param shift of whole runs
 * @param cellShift of a cell from run to run
 */
record NoiseModel(
    double fork,
    double unevenness,
    double iteration,
    double slowForks,
    double slowForkSize,
    double spells,
    double spellSize,
    double drift,
    double shift,
    double cellShift) {

  /** Iterations of a fork, as in the profile quick. */
  private static final int ITERATIONS = 4;

  /** What one round's drift keeps of the one before. Assumed: machines change slowly. */
  private static final double DRIFT_MEMORY = 0.7;

  /** What an iteration keeps of the one before. Assumed. */
  private static final double ITERATION_MEMORY = 0.4;

  NoiseModel withUnevenness(double other) {
    return new NoiseModel(
        fork,
        other,
        iteration,
        slowForks,
        slowForkSize,
        spells,
        spellSize,
        drift,
        shift,
        cellShift);
  }

  /** Without what differs from run to run only. */
  NoiseModel inOneRun() {
    return new NoiseModel(
        fork, unevenness, iteration, slowForks, slowForkSize, spells, spellSize, drift, 0, 0);
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
    double[] common = series(random, rounds, drift, DRIFT_MEMORY);
    double level = shift * random.nextGaussian();
    double[][][] run = new double[cells.length][rounds][];
    for (int cell = 0; cell < cells.length; cell++) {
      double own = cellShift * random.nextGaussian();
      for (int round = 0; round < rounds; round++) {
        double center =
            level
                + own
                + common[round]
                + cells[cell] * fork * random.nextGaussian()
                + rare(random, slowForks, slowForkSize);
        run[cell][round] = iterations(random, center);
      }
    }
    return run;
  }

  private double[] iterations(Random random, double center) {
    double[] times = series(random, ITERATIONS, iteration, ITERATION_MEMORY);
    for (int i = 0; i < times.length; i++) {
      times[i] = Math.exp(center + times[i] + rare(random, spells, spellSize));
    }
    return times;
  }

  private static double rare(Random random, double share, double size) {
    return random.nextDouble() < share ? -size * Math.log(1 - random.nextDouble()) : 0;
  }

  /** Normal values of which each keeps something of the one before. */
  private static double[] series(Random random, int length, double deviation, double memory) {
    double[] series = new double[length];
    double fresh = Math.sqrt(1 - memory * memory);
    for (int i = 0; i < length; i++) {
      double value = deviation * random.nextGaussian();
      series[i] = i == 0 ? value : memory * series[i - 1] + fresh * value;
    }
    return series;
  }
}
