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
