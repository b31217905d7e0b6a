package io.github.backpropbench.cli;

import io.github.backpropbench.convergence.Protocol;
import io.github.backpropbench.data.DataSet;
import io.github.backpropbench.data.DataSplit;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;

/**
 * The data set that a training takes its rows from.
 *
 * @param name as {@code --data} takes it
 * @param split the seed of its division
 * @param seed of the starting weights
 */
record TrainedData(
    String name, long split, long seed, NetworkShape shape, LossKind loss, DataSplit rows) {

  /** The training rows and the starting weights. */
  Problem problem() {
    DataSet training = rows.training();
    return new Problem(
        shape, training.rows(), training.x(), training.y(), Problem.startingWeights(shape, seed));
  }

  /**
   * The protocol's learning rate for an optimizer.
   *
   * @param usual whether it has its usual constants, which the protocol's rates are for
   * @throws UserException if it has none
   */
  double learningRate(OptimizerKind optimizer, boolean usual, boolean bias, int minibatch) {
    return Protocol.current()
        .learningRate(name, shape, loss, optimizer, bias, minibatch)
        .filter(rate -> usual)
        .orElseThrow(
            () ->
                new UserException(
                    ("--learning-rate is needed: the protocol has none for --data %s, shape %s, %s,"
                            + " %s%s %s bias and --minibatch %d")
                        .formatted(
                            name,
                            shape,
                            loss.label(),
                            optimizer.label(),
                            usual ? "" : " of other constants",
                            bias ? "with" : "without",
                            minibatch)));
  }
}
