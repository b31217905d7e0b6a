package io.github.backpropbench.benchmark;

import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.TrainingStep;
import io.github.backpropbench.verification.NetworkVerification;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A whole training of {@value #STEPS} steps from the seeded weights. {@link FinalLossProfiler}
 * reports the loss that it reached along with the time; {@code -prof
 * io.github.backpropbench.benchmark.FinalLossProfiler} adds it on JMH's own command line.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConvergenceBenchmark extends NetworkBenchmark {
  /** The length of a training. */
  public static final int STEPS = ExperimentMethod.STEPS;

  @Param({"sgd", "adam"})
  public String optimizer = "";

  /** What data the steps take, see {@link FeedKind}. */
  @Param("fixed")
  public String feed = "";

  /** What is trained on: {@code normal} for the original experiment's batch, or a data set. */
  @Param("normal")
  public String data = "";

  /** What ends a training: 500 steps, or an accuracy or loss to reach. */
  @Param("500-steps")
  public String target = "";

  /** Epochs after which the target counts as not reached. */
  @Param("100")
  public int epochs;

  /** Trainings to measure in turn, each from other weights. */
  @Param("1")
  public int seeds;

  /** Seed of the split of the data. */
  @Param("1")
  public long split;

  /** Whether a call is the first training of its JVM, see {@code cold}. */
  @Param("warm")
  public String start = "";

  private Places<TrainingStep<?>> networks;
  private TrainingStep<?> training;

  /** Verifies the network's first steps and makes copies of it. */
  @Setup(Level.Trial)
  public void setUp() {
    networks =
        places(
            OptimizerKind.parse(optimizer),
            FeedKind.parse(feed),
            NetworkVerification::training,
            TrainingStep::run);
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    training = networks.next();
  }

  @Benchmark
  public double train() {
    training.restart();
    double loss = Double.NaN;
    for (int i = 0; i < STEPS; i++) {
      loss = training.run();
    }
    FinalLossProfiler.record(loss);
    return loss;
  }
}
