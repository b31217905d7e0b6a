package io.github.backpropbench.training;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.engine.TrainingEngine;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.Problem;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One network in training by an engine. A step on minibatches begins with feeding the next one, as
 * {@link TrainingStep} does.
 */
public final class EngineTraining implements Training {
  private final TrainingEngine engine;
  private final EngineTask task;
  private final Problem problem;

  /** Null if each step takes all rows. */
  private final @Nullable RowOrder order;

  private List<Layer<double[]>> starting;

  /**
   * @param engine that was made for the task
   * @param order of the problem's rows, this training's own; null if each step takes all of them
   * @throws IllegalArgumentException if the problem has no bias and the task asks for one, or if
   *     the loss is not defined for the problem
   */
  public EngineTraining(
      TrainingEngine engine, EngineTask task, Problem problem, @Nullable RowOrder order) {
    problem.requireFor(task.loss());
    this.engine = engine;
    this.task = task;
    this.problem = problem;
    this.order = order;
    starting = problem.startingLayers(task.bias());
    engine.load(problem.x(), problem.y());
    engine.restart(starting);
    if (order == null) {
      engine.feed(IntStream.range(0, problem.rows()).toArray(), 0, problem.rows());
    }
  }

  @Override
  public double run() {
    feedNext();
    return engine.step();
  }

  /** The loss is the step's own, if it has one. */
  @Override
  public double runForLoss() {
    feedNext();
    Problem rows = order == null ? problem : problem.selected(order.current());
    double before = forwardOn(rows.x(), rows.y()).run();
    double loss = engine.step();
    return Double.isNaN(loss) ? before : loss;
  }

  private void feedNext() {
    if (order != null) {
      order.advance();
      engine.feed(order.rows(), order.first(), order.count());
    }
  }

  @Override
  public void restart() {
    if (order != null) {
      order.restart();
    }
    engine.restart(starting);
  }

  @Override
  public void restartFrom(List<Layer<double[]>> layers, long seed) {
    if (order != null) {
      order.restart(seed);
    }
    starting = List.copyOf(layers);
    engine.restart(starting);
  }

  @Override
  public List<Layer<double[]>> layers() {
    return engine.parameters();
  }

  @Override
  public ForwardPass forwardOn(double[] x, double[] y) {
    double[] outputs = new double[y.length];
    return new ForwardPass() {
      @Override
      public double run() {
        engine.predict(x, outputs);
        return task.loss() == LossKind.CROSS_ENTROPY
            ? crossEntropy(outputs, y, y.length / task.shape().outputs())
            : squaredError(outputs, y);
      }

      @Override
      public void outputs(double[] rowMajor) {
        System.arraycopy(outputs, 0, rowMajor, 0, outputs.length);
      }
    };
  }

  private static double squaredError(double[] outputs, double[] y) {
    double sum = 0.0;
    for (int i = 0; i < y.length; i++) {
      double difference = outputs[i] - y[i];
      sum += difference * difference;
    }
    return sum;
  }

  /** A class of probability 0 adds nothing, however sure the network is that it is not the one. */
  private static double crossEntropy(double[] probabilities, double[] y, int rows) {
    double sum = 0.0;
    for (int i = 0; i < y.length; i++) {
      double p = probabilities[i];
      sum -= y[i] == 0.0 && !Double.isNaN(p) ? 0.0 : y[i] * Math.log(p);
    }
    return sum / rows;
  }
}
