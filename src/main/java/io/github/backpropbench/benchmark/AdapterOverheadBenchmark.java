package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.benchmark.direct.DirectArraysStep;
import io.github.backpropbench.benchmark.direct.DirectEjmlStep;
import io.github.backpropbench.benchmark.direct.DirectOjalgoStep;
import io.github.backpropbench.benchmark.direct.DirectStep;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import io.github.backpropbench.verification.NetworkVerification;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What the kernel interface costs: a training step (one hidden layer, float32, manual gradients,
 * bias, SGD) that calls the library or the adapter's class directly, op by op, and the same step
 * through the interface.
 */
public class AdapterOverheadBenchmark extends AverageTimeBenchmark {
  @Param({"arrays", "ejml", "ojalgo"})
  public String backend = "";

  @Param({"direct", "interface"})
  public String path = "";

  @Param({"3-2-1", "784-128-10"})
  public String shape = "";

  @Param("64")
  public int batch;

  private Places<DirectStep> steps;
  private DirectStep training;
  private int stepsLeft;

  /** Verifies the step, before and after a restart, and makes copies of it. */
  @Setup(Level.Trial)
  public void setUp() {
    NetworkShape widths = NetworkShape.parse(shape);
    Problem problem = Problem.random(widths, batch, NetworkBenchmark.DATA_SEED);
    TrainingSettings settings =
        new TrainingSettings(
            GradientKind.MANUAL,
            OptimizerKind.SGD,
            true,
            LearningRates.of(OptimizerKind.SGD, LossKind.SQUARED_ERROR, widths, batch));
    Supplier<DirectStep> step =
        switch (path) {
          case "direct" -> () -> direct(backend, problem, settings.optimizer().learningRate());
          case "interface" -> {
            // The direct step is op by op, too.
            MatrixKernel<?> kernel =
                FusionKind.OFF.of(BackendRegistry.load().kernels(backend).create(Precision.F32));
            yield () -> throughInterface(kernel, problem, settings);
          }
          default -> throw new IllegalArgumentException("unknown path '" + path + "'");
        };
    DirectStep verified = step.get();
    NetworkVerification.firstSteps(verified::run, problem, settings, Precision.F32);
    verified.restart();
    NetworkVerification.firstSteps(verified::run, problem, settings, Precision.F32);
    steps =
        new Places<>(
            NetworkBenchmark.bytes(widths, batch),
            () -> {
              DirectStep copy = step.get();
              copy.run();
              return copy;
            });
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    training = steps.next();
    training.restart();
    stepsLeft = TrainingStepBenchmark.STEPS_BETWEEN_RESTARTS;
  }

  /** The step against the library itself. */
  static DirectStep direct(String backend, Problem problem, double learningRate) {
    return switch (backend) {
      case "arrays" -> new DirectArraysStep(problem, learningRate);
      case "ejml" -> new DirectEjmlStep(problem, learningRate);
      case "ojalgo" -> new DirectOjalgoStep(problem, learningRate);
      default ->
          throw new IllegalArgumentException(
              "no step is written directly against '" + backend + "'");
    };
  }

  /** The same step as the other benchmarks build it, on the interface. */
  static <M> DirectStep throughInterface(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    TrainingStep<M> step = new TrainingStep<>(kernel, problem, settings);
    return new DirectStep() {
      @Override
      public double run() {
        return step.run();
      }

      @Override
      public void restart() {
        step.restart();
      }
    };
  }

  @Benchmark
  public double step() {
    if (stepsLeft-- == 0) {
      training.restart();
      stepsLeft = TrainingStepBenchmark.STEPS_BETWEEN_RESTARTS - 1;
    }
    return training.run();
  }
}
