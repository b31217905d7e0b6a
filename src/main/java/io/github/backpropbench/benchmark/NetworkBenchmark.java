package io.github.backpropbench.benchmark;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import io.github.backpropbench.verification.NetworkVerification;
import io.github.backpropbench.verification.TrainingVerification;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/**
 * What all benchmarks of a network share: the factors, and the network that they describe, which is
 * verified once and then measured at several {@link Places}.
 */
public abstract class NetworkBenchmark extends AverageTimeBenchmark {
  /** Seed of the data and weights: the same for every cell, so that all do the same work. */
  static final long DATA_SEED = 42;

  /** The minibatches of an epoch, unless every step takes the same batch. */
  static final int MINIBATCHES = 16;

  @Param({"arrays", "ejml", "ojalgo", "blas", "vector"})
  public String backend = "";

  @Param("f32")
  public String precision = "";

  /** Threads of the backend; JMH itself always measures on one. */
  @Param("1")
  public int threads;

  @Param("3-2-1")
  public String shape = "";

  @Param("squared-error")
  public String loss = "";

  @Param({"1", "64", "4096"})
  public int batch;

  @Param("true")
  public boolean bias;

  @Param({"manual", "autograd", "graph"})
  public String gradient = "";

  /** Whether operations may be fused, see {@link FusionKind}. */
  @Param("on")
  public String fusion = "";

  /**
   * Verifies a training's first steps, and makes copies of it at their starting weights: on
   * kernels, or by engines where the gradient is theirs.
   *
   * @param feed what data the steps take
   */
  final Places<? extends Training> trainings(OptimizerKind optimizer, FeedKind feed) {
    return GradientKind.parse(gradient) == GradientKind.ENGINE
        ? engines(optimizer, feed)
        : places(optimizer, feed, NetworkVerification::training, TrainingStep::run);
  }

  /**
   * Verifies the network, and makes copies of it at their starting weights.
   *
   * @param feed what data the steps take
   * @param check what to verify
   * @param first uses a copy for the first time, when it may allocate what it needs from then on
   */
  final Places<TrainingStep<?>> places(
      OptimizerKind optimizer,
      FeedKind feed,
      Consumer<NetworkVerification<?>> check,
      Consumer<TrainingStep<?>> first) {
    TrainingSettings settings = settings(optimizer);
    KernelProvider provider = BackendRegistry.load().kernels(backend);
    FusionKind fusionKind = FusionKind.parse(fusion);
    MatrixKernel<?> kernel = fusionKind.of(provider.create(Precision.parse(precision), threads));
    Problem problem = problem(feed);
    check.accept(verification(kernel, problem.withNormalBiases(DATA_SEED + 1), settings, feed));
    return new Places<>(
        bytes(problem),
        () -> {
          // A kernel has buffers, which count as much; one that has threads, too, is shared.
          MatrixKernel<?> own =
              threads == 1 ? fusionKind.of(provider.create(kernel.precision())) : kernel;
          TrainingStep<?> copy =
              new TrainingStep<>(own, problem, settings, order(feed, problem.rows()));
          for (int i = 0; i < problem.rows() / batch; i++) {
            first.accept(copy); // on each minibatch
          }
          return copy;
        });
  }

  private <M> NetworkVerification<M> verification(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings, FeedKind feed) {
    return new NetworkVerification<>(
        new TrainingStep<>(kernel, problem, settings, order(feed, problem.rows())),
        problem,
        settings,
        order(feed, problem.rows()));
  }

  private Places<Training> engines(OptimizerKind optimizer, FeedKind feed) {
    TrainingSettings settings = settings(optimizer);
    TrainingBackend engines = trainingBackends().get();
    Problem problem = problem(feed);
    Problem verified = problem.withNormalBiases(DATA_SEED + 1);
    TrainingVerification.check(
        engines.start(verified, settings, order(feed, verified.rows())),
        engines.precision(),
        verified,
        settings,
        order(feed, verified.rows()));
    return new Places<>(
        bytes(problem),
        () -> {
          Training copy = engines.start(problem, settings, order(feed, problem.rows()));
          for (int i = 0; i < problem.rows() / batch; i++) {
            copy.run();
          }
          return copy;
        });
  }

  /**
   * Supplies what starts the cell's trainings: on a kernel, each time a new one, or by engines.
   *
   * @throws IllegalArgumentException if there is no such backend, or if it is an engine and
   *     operations are not to be fused
   */
  final Supplier<TrainingBackend> trainingBackends() {
    BackendProvider provider = BackendRegistry.load().find(backend);
    FusionKind fusionKind = FusionKind.parse(fusion);
    Precision format = Precision.parse(precision);
    if (provider instanceof KernelProvider kernels) {
      return () -> TrainingBackend.of(fusionKind.of(kernels.create(format, threads)));
    }
    if (fusionKind == FusionKind.OFF) {
      throw new IllegalArgumentException("an engine's operations are its own: use fusion=on");
    }
    return () -> TrainingBackend.of(provider, format, threads);
  }

  private TrainingSettings settings(OptimizerKind optimizer) {
    LossKind lossKind = LossKind.parse(loss);
    double rate = LearningRates.of(optimizer, lossKind, NetworkShape.parse(shape), batch);
    return new TrainingSettings(
        GradientKind.parse(gradient), lossKind, new OptimizerSettings(optimizer, rate), bias);
  }

  private Problem problem(FeedKind feed) {
    int rows = feed == FeedKind.FIXED ? batch : Math.multiplyExact(MINIBATCHES, batch);
    return Problem.random(NetworkShape.parse(shape), rows, DATA_SEED, LossKind.parse(loss));
  }

  private @Nullable RowOrder order(FeedKind feed, int rows) {
    return switch (feed) {
      case FIXED -> null;
      case NEXT -> RowOrder.inOrder(rows, batch);
      case SHUFFLED -> RowOrder.shuffled(rows, batch, DATA_SEED);
    };
  }

  private long bytes(Problem problem) {
    NetworkShape widths = problem.shape();
    long otherRows = problem.rows() - batch;
    return bytes(widths, batch) + Double.BYTES * otherRows * (widths.inputs() + widths.outputs());
  }

  /** About the bytes of a network in training: each layer's values, gradients and parameters. */
  static long bytes(NetworkShape shape, int batch) {
    long perSample = shape.inputs();
    for (int i = 0; i < shape.layers(); i++) {
      perSample += 3L * shape.outputs(i);
    }
    return Double.BYTES * (batch * perSample + 5 * shape.weights());
  }
}
