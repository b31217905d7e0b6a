package io.github.backpropbench.benchmark;

import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.Training;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * One training step: forward, loss, backward, update; of an engine, whatever its library does to
 * take a step, and giving it the minibatch where the steps take one.
 *
 * <p>The training restarts from the seeded weights every {@value #STEPS_BETWEEN_RESTARTS} steps, so
 * that the values stay those of a training in its course however long the measurement takes. A
 * restart copies each parameter (and Adam's moments), less than a step's own work, so it costs less
 * than 1/{@value #STEPS_BETWEEN_RESTARTS} of what is measured.
 */
public class TrainingStepBenchmark extends NetworkBenchmark {
  static final int STEPS_BETWEEN_RESTARTS = ExperimentMethod.STEPS;

  @Param({"sgd", "adam"})
  public String optimizer = "";

  /** What data the steps take, see {@link FeedKind}. */
  @Param("fixed")
  public String feed = "";

  private Places<? extends Training> networks;
  private Training training;
  private int stepsLeft;

  /** Verifies the network's first steps and makes copies of it. */
  @Setup(Level.Trial)
  public void setUp() {
    networks = trainings(OptimizerKind.parse(optimizer), FeedKind.parse(feed));
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    training = networks.next();
    training.restart();
    stepsLeft = STEPS_BETWEEN_RESTARTS;
  }

  @Benchmark
  public double step() {
    if (stepsLeft-- == 0) {
      training.restart();
      stepsLeft = STEPS_BETWEEN_RESTARTS - 1;
    }
    return training.run();
  }
}
