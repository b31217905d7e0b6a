package io.github.backpropbench.convergence;

import io.github.backpropbench.data.DataSet;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.training.ForwardPass;
import io.github.backpropbench.training.Training;

/**
 * Evaluates a network in training on rows that it is not trained on, by one forward pass of the
 * backend.
 */
public final class Evaluator {
  private final ForwardPass network;
  private final LossKind loss;
  private final DataSet rows;
  private final double[] outputs;

  /**
   * @param training whose parameters are evaluated
   * @param rows at least one
   */
  public Evaluator(Training training, DataSet rows, LossKind loss) {
    this.loss = loss;
    this.rows = rows;
    network = training.forwardOn(rows.x(), rows.y());
    outputs = new double[rows.y().length];
  }

  /**
   * The mean loss per row, and the share of rows whose largest output is that of their class.
   *
   * @param step the number of updates so far
   */
  public Evaluation evaluate(int step) {
    double value = network.run();
    double perRow = loss == LossKind.SQUARED_ERROR ? value / rows.rows() : value;
    return new Evaluation(step, perRow, rows.isClassification() ? accuracy() : Double.NaN);
  }

  private double accuracy() {
    network.outputs(outputs);
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
