package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import io.github.backpropbench.verification.NetworkVerification;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Param;

/**
 * What all benchmarks of a network share: the factors, and the network that they describe, which is
 * built once to be verified and then anew for each iteration; see {@link Placement}.
 */
public abstract class NetworkBenchmark extends AverageTimeBenchmark {
  /** Seed of the data and weights: the same for every cell, so that all do the same work. */
  static final long DATA_SEED = 42;

  @Param({"arrays", "ejml", "ojalgo", "blas", "vector"})
  public String backend = "";

  @Param("f32")
  public String precision = "";

  /** Threads of the backend; JMH itself always measures on one. */
  @Param("1")
  public int threads;

  @Param("3-2-1")
  public String shape = "";

  @Param({"1", "64", "4096"})
  public int batch;

  @Param("true")
  public boolean bias;

  @Param({"manual", "autograd"})
  public String gradient = "";

  private final Placement placement = new Placement();
  private Supplier<TrainingStep<?>> network =
      () -> {
        throw new IllegalStateException("nothing was prepared");
      };

  /** The verification of the network, which stands at its starting weights. */
  final NetworkVerification<?> prepare(OptimizerKind optimizer) {
    NetworkShape widths = NetworkShape.parse(shape);
    TrainingSettings settings =
        new TrainingSettings(
            GradientKind.parse(gradient),
            optimizer,
            bias,
            LearningRates.of(optimizer, widths, batch));
    MatrixKernel<?> kernel =
        BackendRegistry.load().find(backend).create(Precision.parse(precision), threads);
    return prepare(kernel, Problem.random(widths, batch, DATA_SEED), settings);
  }

  private <M> NetworkVerification<M> prepare(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    network = () -> new TrainingStep<>(kernel, problem, settings);
    return new NetworkVerification<>(
        new TrainingStep<>(kernel, problem, settings), problem, settings);
  }

  /** The network that was prepared, at its starting weights, somewhere else in memory. */
  final TrainingStep<?> build() {
    placement.move();
    return network.get();
  }
}
