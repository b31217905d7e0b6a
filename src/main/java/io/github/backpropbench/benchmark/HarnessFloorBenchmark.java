package io.github.backpropbench.benchmark;

import io.github.backpropbench.kernel.FusionKind;
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
 * The overhead in every measured training step: the same calls on a kernel that does nothing. With
 * autograd, that is the tape's own work. There is nothing to verify.
 */
public class HarnessFloorBenchmark extends AverageTimeBenchmark {
  @Param({"manual", "autograd", "graph"})
  public String gradient = "";

  /** Whether operations may be fused, see {@link FusionKind}. */
  @Param("on")
  public String fusion = "";

  private TrainingStep<?> training;

  /** Builds the network. */
  @Setup(Level.Trial)
  public void setUp() {
    training =
        new TrainingStep<>(
            FusionKind.parse(fusion).of(new NoOpKernel()),
            Problem.random(
                ExperimentMethod.SHAPE, ExperimentMethod.BATCH, NetworkBenchmark.DATA_SEED),
            new TrainingSettings(GradientKind.parse(gradient), OptimizerKind.SGD, true, 0.0));
  }

  @Benchmark
  public double step() {
    return training.run();
  }
}
