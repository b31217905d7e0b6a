package io.github.backpropbench.convergence;

import io.github.backpropbench.data.DataSet;
import io.github.backpropbench.data.DataSource;
import io.github.backpropbench.data.DataSplit;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.problem.Target;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;

/**
 * What is to be reached: a target on the test rows of some data, by a network of some shape that
 * minimizes some loss on the training rows.
 *
 * @param data as {@link DataSource} reads it
 * @param split the seed of the split of the data
 * @param epochs after which the target counts as not reached
 * @param rows of the data
 */
public record TargetTask(
    String data,
    long split,
    NetworkShape shape,
    LossKind loss,
    Target target,
    int epochs,
    DataSplit rows) {

  /** Evaluations per epoch, as far as an epoch has as many steps. */
  private static final int EVALUATIONS_PER_EPOCH = 4;

  public TargetTask {
    boolean classes = rows.training().isClassification();
    if (target.isAccuracy() && !classes) {
      throw new IllegalArgumentException(
          "the target "
              + target.label()
              + " is an accuracy, but "
              + data
              + " has numbers to predict, no classes; give the loss to fall to, such as 0.05");
    }
    double guessing = Math.log(shape.outputs());
    boolean isLoss = !target.isAccuracy();
    if (loss == LossKind.CROSS_ENTROPY && classes && isLoss && target.value() >= guessing) {
      throw new IllegalArgumentException(
          "the target %s is a loss, and guessing has one of %.3g; write a smaller one, or an accuracy, such as 95%%"
              .formatted(target.label(), guessing));
    }
    if (loss == LossKind.CROSS_ENTROPY && !classes) {
      throw new IllegalArgumentException(
          loss.label()
              + " needs classes, but "
              + data
              + " has numbers to predict; use "
              + LossKind.SQUARED_ERROR.label());
    }
  }

  /**
   * Reads the data of a task.
   *
   * @throws InvalidDataException if it cannot be read, or does not fit the shape
   * @throws IllegalArgumentException if the loss or the target is not defined for the data
   */
  public static TargetTask load(
      String data, long split, NetworkShape shape, LossKind loss, Target target, int epochs)
      throws InvalidDataException {
    DataSplit rows = DataSource.load(data, split, shape);
    return new TargetTask(data, split, shape, loss, target, epochs, rows);
  }

  /** The task of a benchmark's cell; throws as {@link #load}. */
  public static TargetTask of(CellKey cell) throws InvalidDataException {
    return load(
        cell.value(Factor.DATA),
        Long.parseLong(cell.value(Factor.SPLIT)),
        NetworkShape.parse(cell.value(Factor.SHAPE)),
        LossKind.parse(cell.value(Factor.LOSS)),
        Target.parse(cell.value(Factor.TARGET)),
        Integer.parseInt(cell.value(Factor.EPOCHS)));
  }

  /**
   * Refuses a batch of more rows than there are to train on.
   *
   * @throws IllegalArgumentException with both numbers
   */
  public void requireBatch(int batch) {
    int most = rows.training().rows();
    if (batch > most) {
      throw new IllegalArgumentException(
          "a batch of %d is more than the %d training rows of %s".formatted(batch, most, data));
    }
  }

  /** The training rows, with the starting weights of a seed. */
  public Problem problem(long seed) {
    DataSet training = rows.training();
    return new Problem(
        shape, training.rows(), training.x(), training.y(), Problem.startingWeights(shape, seed));
  }

  /** The steps of an epoch; the last one may take fewer rows than the others. */
  public int stepsPerEpoch(int batch) {
    return (rows.training().rows() + batch - 1) / batch;
  }

  /** The number of steps after which a training is evaluated, again and again. */
  public int evaluationInterval(int batch) {
    return evaluationIntervalOf(stepsPerEpoch(batch));
  }

  /** As {@link #evaluationInterval}, by the steps of an epoch. */
  public static int evaluationIntervalOf(int stepsPerEpoch) {
    return Math.max(1, stepsPerEpoch / EVALUATIONS_PER_EPOCH);
  }

  /** The steps after which a training that has not reached the target ends. */
  public int mostSteps(int batch) {
    int interval = evaluationInterval(batch);
    long all = Math.min((long) epochs * stepsPerEpoch(batch), Integer.MAX_VALUE);
    return (int) (all / interval) * interval;
  }

  /** This task with another way to tell what is good enough: by the validation rows. */
  public TargetTask onValidationRows() {
    DataSplit exchanged = new DataSplit(rows.training(), rows.test(), rows.validation());
    return new TargetTask(data, split, shape, loss, target, epochs, exchanged);
  }
}
