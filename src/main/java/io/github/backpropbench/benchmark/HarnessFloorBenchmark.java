package io.github.backpropbench.benchmark;

import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The floor of every measured training step: the same calls on a kernel that does nothing. There is
 * nothing to verify.
 */
public class HarnessFloorBenchmark extends AverageTimeBenchmark {
  @Param({"manual", "autograd"})
  public String gradient = "";

  private TrainingStep<?> training;

  /** Builds the network. */
  @Setup(Level.Trial)
  public void setUp() {
    training =
        new TrainingStep<>(
            new NoOpKernel(),
            Problem.random(
                ExperimentMethod.SHAPE, ExperimentMethod.BATCH, NetworkBenchmark.DATA_SEED),
            new TrainingSettings(GradientKind.parse(gradient), OptimizerKind.SGD, true, 0.0));
  }

  @Benchmark
  public double step() {
    return training.run();
  }
}
