package io.github.backpropbench.benchmark;

import io.github.backpropbench.gradient.GradientKind;
import io.github.backpropbench.optimizer.OptimizerKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The floor of every measured training step: the same calls on a kernel that does nothing. There is
 * nothing to verify.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class HarnessFloorBenchmark {
  private static final NetworkShape SHAPE = new NetworkShape(3, 2, 1);
  private static final int BATCH = 64;

  @Param({"manual", "autograd"})
  public String gradient = "";

  private TrainingStep<?> training;

  /** Builds the network. */
  @Setup(Level.Trial)
  public void setUp() {
    training =
        new TrainingStep<>(
            new NoOpKernel(),
            Problem.random(SHAPE, BATCH, NetworkBenchmark.DATA_SEED),
            new TrainingSettings(GradientKind.parse(gradient), OptimizerKind.SGD, true, 0.0));
  }

  @Benchmark
  public double step() {
    return training.run();
  }
}
