package io.github.backpropbench.training;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.network.Minibatches;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.optimizer.Optimizer;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One network in training: forward, backward, update, on buffers that are allocated once. Each step
 * takes the same batch, or the next minibatch.
 */
public final class TrainingStep<M> implements Training {
  private final MatrixKernel<M> kernel;
  private final Parameters<M> parameters;
  private final M[] current;
  private final M[] starting;
  private final Optimizer optimizer;

  /** Null if each step takes the whole problem. */
  private final @Nullable Minibatches<M> minibatches;

  /** For the minibatches of full size, or for the whole problem. */
  private final Gradient<M> whole;

  private final int wholeRows;

  /**
   * For the last minibatch of an epoch if it is smaller, with buffers or a graph of its own; else
   * whole, as with eager autograd in any case.
   */
  private final Gradient<M> rest;

  private final LossKind loss;
  private final Batch<M> first;
  private Gradient<M> gradient;

  /**
   * A training on the whole problem in each step.
   *
   * @throws IllegalArgumentException if the problem has no bias and the settings ask for one, or if
   *     the gradient or the loss is not defined for the problem
   */
  public TrainingStep(MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    this(kernel, problem, settings, null);
  }

  /**
   * A training whose steps take one minibatch after the other.
   *
   * @param order of the problem's rows, this training's own; null if each step takes all of them
   * @throws IllegalArgumentException as the other constructor
   */
  public TrainingStep(
      MatrixKernel<M> kernel,
      Problem problem,
      TrainingSettings settings,
      @Nullable RowOrder order) {
    problem.requireFor(settings.loss());
    this.kernel = kernel;
    parameters = Parameters.startingFrom(kernel, problem, settings.bias());
    current = Matrices.array(parameters.all());
    starting = Matrices.array(Parameters.startingFrom(kernel, problem, settings.bias()).all());
    Parameters<M> gradients = Parameters.allocate(kernel, problem.shape(), settings.bias());
    minibatches = order == null ? null : new Minibatches<>(kernel, problem, order);
    List<Gradient<M>> ofSizes = new ArrayList<>();
    List<Batch<M>> sizes =
        minibatches == null ? List.of(Batch.of(kernel, problem)) : minibatches.sizes();
    first = sizes.get(0);
    for (Batch<M> batch : sizes) {
      ofSizes.add(
          Gradient.of(settings.gradient(), settings.loss(), kernel, batch, parameters, gradients));
      if (settings.gradient() == GradientKind.AUTOGRAD) {
        break; // an eager tape takes batches of any size
      }
    }
    loss = settings.loss();
    whole = ofSizes.get(0);
    rest = ofSizes.get(ofSizes.size() - 1);
    wholeRows = order == null ? problem.rows() : order.minibatch();
    gradient = whole;
    optimizer = Optimizer.of(settings.optimizer(), kernel, parameters, gradients);
  }

  /**
   * The floating-point operations that a step cannot do without: the multiplications and additions
   * of its products. With a batch of N samples, a layer of I inputs and O outputs needs
   *
   * <pre>
   *   forward   a·W     2·N·I·O
   *   backward  aᵀ·dh   2·N·I·O
   *             dh·Wᵀ   2·N·I·O, but not in the first layer
   * </pre>
   *
   * <p>Bias, ReLU, loss and update are a few operations per element of a matrix and are not
   * counted: at 784-128-10 with 64 samples they are less than a hundredth, at 3-2-1 a third.
   */
  public static double operations(NetworkShape shape, double batch) {
    double firstLayer = (double) shape.inputs(0) * shape.outputs(0);
    return 2.0 * batch * (3.0 * shape.weights() - firstLayer);
  }

  /** Takes one step and returns the loss before the update. */
  @Override
  public double run() {
    if (minibatches != null) {
      use(minibatches.next());
    }
    double before = gradient.lossAndGradients();
    optimizer.step();
    return before;
  }

  private void use(Batch<M> batch) {
    gradient = kernel.rows(batch.x()) == wholeRows ? whole : rest;
    gradient.use(batch);
  }

  @Override
  public void restartFrom(List<Layer<double[]>> layers, long seed) {
    List<double[]> values = layers.stream().flatMap(Layer::all).toList();
    for (int i = 0; i < starting.length; i++) {
      kernel.upload(values.get(i), starting[i]);
    }
    if (minibatches != null) {
      minibatches.restart(seed);
    }
    restartParameters();
  }

  @Override
  public void restart() {
    if (minibatches != null) {
      minibatches.restart();
    }
    restartParameters();
  }

  private void restartParameters() {
    for (int i = 0; i < starting.length; i++) {
      kernel.copy(starting[i], current[i]);
    }
    optimizer.reset();
  }

  @Override
  public List<Layer<double[]>> layers() {
    return parameters.download(kernel);
  }

  @Override
  public ForwardPass forwardOn(double[] x, double[] y) {
    return new KernelForward<>(this, loss, x, y);
  }

  /** The first batch, or a minibatch of full size. */
  Batch<M> batch() {
    return first;
  }

  public MatrixKernel<M> kernel() {
    return kernel;
  }

  public Parameters<M> parameters() {
    return parameters;
  }

  /** That of the last step's batch; before the first step, of the first batch. */
  public Gradient<M> gradient() {
    return gradient;
  }
}
