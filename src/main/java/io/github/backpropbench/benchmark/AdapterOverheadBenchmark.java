package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.engine.DirectTraining;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.EngineTraining;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.verification.NetworkVerification;
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

  private Places<Training> steps;
  private Training training;
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
    Training verified = training(problem, settings);
    NetworkVerification.firstSteps(verified::run, problem, settings, Precision.F32);
    verified.restart();
    NetworkVerification.firstSteps(verified::run, problem, settings, Precision.F32);
    steps =
        new Places<>(
            NetworkBenchmark.bytes(widths, batch),
            () -> {
              Training copy = training(problem, settings);
              copy.run();
              return copy;
            });
  }

  private Training training(Problem problem, TrainingSettings settings) {
    BackendProvider provider = BackendRegistry.load().find(backend);
    return switch (path) {
      case "direct" -> direct(provider, problem, settings);
      case "interface" -> throughInterface(provider, problem, settings);
      default -> throw new IllegalArgumentException("unknown path '" + path + "'");
    };
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    training = steps.next();
    training.restart();
    stepsLeft = TrainingStepBenchmark.STEPS_BETWEEN_RESTARTS;
  }

  /** The step against the library itself. */
  static Training direct(BackendProvider provider, Problem problem, TrainingSettings settings) {
    if (provider instanceof DirectTraining directly) {
      EngineTask task = settings.task(problem.shape(), Precision.F32, problem.rows(), 1);
      return new EngineTraining(directly.direct(task), task, problem, null);
    }
    throw new IllegalArgumentException(
        "no step is written directly against '" + provider.name() + "'");
  }

  /** The same step as the other benchmarks build it, on the interface: op by op, too. */
  static Training throughInterface(
      BackendProvider provider, Problem problem, TrainingSettings settings) {
    KernelProvider kernels = BackendRegistry.load().kernels(provider.name());
    return TrainingBackend.of(FusionKind.OFF.of(kernels.create(Precision.F32)))
        .start(problem, settings, null);
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
