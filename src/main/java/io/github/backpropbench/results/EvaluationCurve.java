package io.github.backpropbench.results;

import io.github.backpropbench.problem.Target;
import java.util.List;
import java.util.Map;

/**
 * How one training got closer to its target: the evaluations on the test rows, up to the first that
 * reaches the target, or to the last of its epochs. It is the same for all backends, gradients and
 * precisions but for rounding errors.
 *
 * @param data what is trained on
 * @param split the seed of the split of the data
 * @param target as {@link Target#parse} reads it
 * @param epochs after which the target counts as not reached
 * @param trainingRows the rows of an epoch
 * @param batch rows per step, but for the last one of an epoch, which may have fewer
 * @param seed of the starting weights and of the order of the rows, from 1
 * @param evaluations at least one
 */
public record EvaluationCurve(
    String data,
    String split,
    String shape,
    String loss,
    String target,
    int epochs,
    int trainingRows,
    String optimizer,
    boolean bias,
    int batch,
    double learningRate,
    int seed,
    List<Evaluation> evaluations) {

  /**
   * The state of a training.
   *
   * @param step the number of updates so far
   * @param loss the mean per test row
   * @param accuracy the share of the test rows that are classified correctly; NaN in a regression
   */
  public record Evaluation(int step, double loss, double accuracy) {}

  public EvaluationCurve {
    evaluations = List.copyOf(evaluations);
    if (evaluations.isEmpty()) {
      throw new IllegalArgumentException("a training is evaluated at least once");
    }
  }

  /** The last evaluation. */
  public Evaluation last() {
    return evaluations.get(evaluations.size() - 1);
  }

  /** The rows that it was trained on until its last evaluation, those of each epoch again. */
  public long samples() {
    int perEpoch = (trainingRows + batch - 1) / batch;
    long whole = (long) last().step() / perEpoch * trainingRows;
    return whole + Math.min(trainingRows, (long) (last().step() % perEpoch) * batch);
  }

  /** Whether the training reached its target; its steps to it are those of the last evaluation. */
  public boolean isReached() {
    return Target.parse(target).isReachedBy(last().loss(), last().accuracy());
  }

  /** Whether it is a training of the cell, whatever its backend, gradient and precision. */
  public boolean belongsTo(CellKey cell) {
    return factors().entrySet().stream()
            .allMatch(factor -> cell.value(factor.getKey()).equals(factor.getValue()))
        && seed <= seeds(cell);
  }

  /** The number of a cell's seeds; 0 for what is none in another program's file. */
  private static int seeds(CellKey cell) {
    try {
      return Factor.positive(cell.value(Factor.SEEDS));
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /** The factors that it shares with its cells. */
  public Map<Factor, String> factors() {
    return Map.of(
        Factor.DATA, data,
        Factor.SPLIT, split,
        Factor.SHAPE, shape,
        Factor.LOSS, loss,
        Factor.TARGET, target,
        Factor.EPOCHS, Integer.toString(epochs),
        Factor.OPTIMIZER, optimizer,
        Factor.BIAS, Boolean.toString(bias),
        Factor.BATCH, Integer.toString(batch));
  }
}
