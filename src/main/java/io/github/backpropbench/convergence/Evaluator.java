package io.github.backpropbench.convergence;

import io.github.backpropbench.data.DataSet;
import io.github.backpropbench.gradient.Gradient;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.training.TrainingStep;

/**
 * Evaluates a network in training on rows that it is not trained on: one forward pass of the
 * backend, the same for all kinds of gradients, on buffers that are allocated once.
 */
public final class Evaluator<M> {
  private final MatrixKernel<M> kernel;
  private final Gradient<M> network;
  private final LossKind loss;
  private final DataSet rows;
  private final double[] outputs;

  /**
   * @param step whose parameters are evaluated
   * @param rows at least one
   */
  public Evaluator(TrainingStep<M> step, DataSet rows, LossKind loss) {
    this.kernel = step.kernel();
    this.loss = loss;
    this.rows = rows;
    M x = kernel.allocate(rows.rows(), rows.features());
    M y = kernel.allocate(rows.rows(), rows.outputs());
    kernel.upload(rows.x(), x);
    kernel.upload(rows.y(), y);
    network =
        Gradient.of(
            GradientKind.MANUAL,
            loss,
            kernel,
            new Batch<>(x, y),
            step.parameters(),
            step.gradient().gradients());
    outputs = new double[rows.y().length];
  }

  /**
   * The mean loss per row, and the share of rows whose largest output is that of their class.
   *
   * @param step the number of updates so far
   */
  public Evaluation evaluate(int step) {
    double value = network.forward();
    double perRow = loss == LossKind.SQUARED_ERROR ? value / rows.rows() : value;
    return new Evaluation(step, perRow, rows.isClassification() ? accuracy() : Double.NaN);
  }

  private double accuracy() {
    kernel.download(network.output(), outputs);
    int right = 0;
    for (int start = 0; start < outputs.length; start += rows.outputs()) {
      int largest = start;
      for (int i = start + 1; i < start + rows.outputs(); i++) {
        largest = outputs[i] > outputs[largest] ? i : largest;
      }
      right += rows.y()[largest] == 1.0 && !Double.isNaN(outputs[largest]) ? 1 : 0;
    }
    return (double) right / rows.rows();
  }
}
