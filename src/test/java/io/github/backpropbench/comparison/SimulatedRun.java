package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.SampleRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs of training steps at batches 1, 2, 3, …, each of which takes its batch in nanoseconds. */
final class SimulatedRun {
  private static final double FORK = 0.01;
  private static final double ITERATION = 0.005;

  private final Random random;
  private final int cells;
  private final int rounds;
  private double common = 1;
  private int changed;
  private double change = 1;
  private double disturbed;

  SimulatedRun(long seed, int cells, int rounds) {
    random = new Random(seed);
    this.cells = cells;
    this.rounds = rounds;
  }

  /** Multiplies the times of all cells. */
  SimulatedRun allTimes(double factor) {
    common = factor;
    return this;
  }

  /** Multiplies the time of one batch's cell. */
  SimulatedRun oneTime(int batch, double factor) {
    changed = batch;
    change = factor;
    return this;
  }

  /** A share of the forks ran beside other work, which made them slower by a third. */
  SimulatedRun disturbed(double share) {
    disturbed = share;
    return this;
  }

  List<Measurement> measurements() {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (int batch = 1; batch <= cells; batch++) {
        double time = batch * common * (batch == changed ? change : 1);
        double fork = time * Math.exp(FORK * random.nextGaussian());
        fork *= random.nextDouble() < disturbed ? 1.33 : 1;
        forks.add(
            SampleRun.measurement(
                round, cell(batch), iteration(fork), iteration(fork), iteration(fork)));
      }
    }
    return forks;
  }

  ComparisonSide side() {
    return side(SampleRun.environment());
  }

  ComparisonSide side(Environment environment) {
    return side(environment, measurements());
  }

  /** A run of these forks. */
  static ComparisonSide side(Environment environment, List<Measurement> forks) {
    List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
    RunDescription sample = SampleRun.description(cells, "custom", 1);
    return SideReader.ofRun(
        Path.of("results/run"),
        new RunDescription(sample.arguments(), sample.plan(), environment),
        forks);
  }

  static CellKey cell(int batch) {
    return SampleRun.trainingStep("arrays", batch);
  }

  private double iteration(double fork) {
    return fork * Math.exp(ITERATION * random.nextGaussian());
  }
}
