package io.github.backpropbench.training;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.engine.EngineProvider;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts trainings of one backend in one precision, on kernels or by an engine. */
public interface TrainingBackend {

  Precision precision();

  /** The kinds of gradients that are exact. */
  List<GradientKind> exactGradients();

  /**
   * Why it cannot train a network so, as a sentence without a full stop; empty if it can.
   *
   * @param batch the most rows of a step
   */
  String refusal(NetworkShape shape, TrainingSettings settings, int batch);

  /**
   * A training from the problem's weights.
   *
   * @param order of the problem's rows, this training's own; null if each step takes all of them
   * @throws IllegalArgumentException if there is a {@link #refusal}, or as {@link TrainingStep}
   */
  Training start(Problem problem, TrainingSettings settings, @Nullable RowOrder order);

  /**
   * That of a provider.
   *
   * @throws IllegalStateException if it is not available, or not on that number of threads
   */
  static TrainingBackend of(BackendProvider provider, Precision precision, int threads) {
    if (provider instanceof EngineProvider engines) {
      provider.availability(threads).require();
      return new OfEngines(engines, precision, threads);
    }
    return of(((KernelProvider) provider).create(precision, threads));
  }

  /** That of a kernel, which all of its trainings use. */
  static TrainingBackend of(MatrixKernel<?> kernel) {
    return new OfKernel(kernel);
  }

  /** Trainings on one kernel. */
  record OfKernel(MatrixKernel<?> kernel) implements TrainingBackend {
    @Override
    public Precision precision() {
      return kernel.precision();
    }

    @Override
    public List<GradientKind> exactGradients() {
      return GradientKind.EXACT;
    }

    @Override
    public String refusal(NetworkShape shape, TrainingSettings settings, int batch) {
      return settings.gradient() == GradientKind.ENGINE
          ? "it has kernels, and the gradient 'engine' is a library's own"
          : "";
    }

    @Override
    public Training start(Problem problem, TrainingSettings settings, @Nullable RowOrder order) {
      return new TrainingStep<>(kernel, problem, settings, order);
    }
  }

  /** Trainings by engines, each by its own. */
  record OfEngines(EngineProvider provider, Precision precision, int threads)
      implements TrainingBackend {
    @Override
    public List<GradientKind> exactGradients() {
      return List.of(GradientKind.ENGINE);
    }

    @Override
    public String refusal(NetworkShape shape, TrainingSettings settings, int batch) {
      return settings.gradient() == GradientKind.ENGINE
          ? provider.refusal(settings.task(shape, precision, batch, threads))
          : "it is an engine, which has the gradient 'engine' only";
    }

    @Override
    public Training start(Problem problem, TrainingSettings settings, @Nullable RowOrder order) {
      int batch = order == null ? problem.rows() : order.minibatch();
      String refusal = refusal(problem.shape(), settings, batch);
      if (!refusal.isEmpty()) {
        throw new IllegalArgumentException(refusal);
      }
      EngineTask task = settings.task(problem.shape(), precision, batch, threads);
      return new EngineTraining(provider.create(task), task, problem, order);
    }
  }
}
