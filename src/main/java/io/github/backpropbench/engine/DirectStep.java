package io.github.backpropbench.engine;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the steps of {@link DirectTraining} have in common: all but the step itself, on the matrices
 * of the backend's own kernel. A subclass keeps the matrices that it reads in final fields of the
 * kernel's own type.
 *
 * @param <M> the kernel's matrix
 */
public abstract class DirectStep<M> implements TrainingEngine {
  private final MatrixKernel<M> kernel;
  private final NetworkShape shape;
  private double[] loadedX = {};
  private double[] loadedY = {};

  private final M x;
  private final M y;
  private final M w1;
  private final M b1;
  private final M w2;
  private final M b2;

  /**
   * @throws IllegalArgumentException if the task is not one for a direct step
   */
  protected DirectStep(MatrixKernel<M> kernel, EngineTask task) {
    this.kernel = kernel;
    shape = task.shape();
    int hidden = shape.onlyHidden("a step written directly against a library");
    if (!task.bias()
        || task.loss() != LossKind.SQUARED_ERROR
        || task.optimizer().kind() != OptimizerKind.SGD
        || task.precision() != Precision.F32
        || task.threads() != 1) {
      throw new IllegalArgumentException(
          "a step written directly against a library has a bias, the squared error, gradient"
              + " descent, float32 and one thread, which is not "
              + task);
    }
    x = kernel.allocate(task.batch(), shape.inputs());
    y = kernel.allocate(task.batch(), shape.outputs());
    w1 = kernel.allocate(shape.inputs(), hidden);
    b1 = kernel.allocate(1, hidden);
    w2 = kernel.allocate(hidden, shape.outputs());
    b2 = kernel.allocate(1, shape.outputs());
  }

  /** The samples' inputs, batch × inputs. */
  protected final M x() {
    return x;
  }

  /** The targets, batch × outputs. */
  protected final M y() {
    return y;
  }

  /** The weights of the first layer. */
  protected final M w1() {
    return w1;
  }

  /** The bias of the first layer. */
  protected final M b1() {
    return b1;
  }

  /** The weights of the second layer. */
  protected final M w2() {
    return w2;
  }

  /** The bias of the second layer. */
  protected final M b2() {
    return b2;
  }

  @Override
  public final void restart(List<Layer<double[]>> parameters) {
    restart(parameters.get(0), w1, b1);
    restart(parameters.get(1), w2, b2);
  }

  private void restart(Layer<double[]> layer, M w, M b) {
    kernel.upload(layer.w(), w);
    kernel.upload(Objects.requireNonNull(layer.b()), b);
  }

  @Override
  public final void load(double[] allX, double[] allY) {
    loadedX = allX.clone();
    loadedY = allY.clone();
  }

  @Override
  public final void feed(int[] rows, int first, int count) {
    if (count != kernel.rows(x)) {
      throw new IllegalArgumentException(
          "a step written directly against a library takes "
              + kernel.rows(x)
              + " rows, not "
              + count);
    }
    int[] chosen = Arrays.copyOfRange(rows, first, first + count);
    kernel.upload(Problem.select(loadedX, shape.inputs(), chosen), x);
    kernel.upload(Problem.select(loadedY, shape.outputs(), chosen), y);
  }

  @Override
  public final void predict(double[] otherX, double[] outputs) {
    int rows = otherX.length / shape.inputs();
    M input = kernel.allocate(rows, shape.inputs());
    M h = kernel.allocate(rows, shape.inputs(1));
    M o = kernel.allocate(rows, shape.outputs());
    kernel.upload(otherX, input);
    kernel.multiply(input, w1, h);
    kernel.addRow(h, b1, h);
    kernel.relu(h, h);
    kernel.multiply(h, w2, o);
    kernel.addRow(o, b2, o);
    kernel.download(o, outputs);
  }

  @Override
  public final List<Layer<double[]>> parameters() {
    return List.of(new Layer<>(values(w1), values(b1)), new Layer<>(values(w2), values(b2)));
  }

  private double[] values(M matrix) {
    double[] values = new double[kernel.rows(matrix) * kernel.columns(matrix)];
    kernel.download(matrix, values);
    return values;
  }
}
