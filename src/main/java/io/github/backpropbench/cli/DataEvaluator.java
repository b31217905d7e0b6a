package io.github.backpropbench.cli;

import io.github.backpropbench.convergence.Evaluator;
import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.data.DataSplit;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.training.DivergedException;
import io.github.backpropbench.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates a training on the validation and test rows of its data set. */
final class DataEvaluator {
  private final Evaluator validation;
  private final Evaluator test;
  private final int epoch;
  private final int interval;
  private final int last;
  private final List<DataEvaluations.Entry> entries = new ArrayList<>();

  /**
   * @param step the training
   * @param epoch the steps of one
   * @param last the number of steps of the training
   */
  DataEvaluator(Training step, DataSplit rows, LossKind loss, int epoch, int last) {
    validation = new Evaluator(step, rows.validation(), loss);
    test = new Evaluator(step, rows.test(), loss);
    this.epoch = epoch;
    this.last = last;
    interval = TargetTask.evaluationIntervalOf(epoch);
  }

  /**
   * Evaluates the network if it is time to.
   *
   * @param taken the number of steps so far
   * @throws DivergedException if a loss is not finite
   */
  Optional<DataEvaluations.Entry> stepped(int taken) {
    if (taken % interval != 0 && taken % epoch != 0 && taken != last) {
      return Optional.empty();
    }
    DataEvaluations.Entry entry =
        new DataEvaluations.Entry(taken, validation.evaluate(taken), test.evaluate(taken));
    if (!Double.isFinite(entry.validation().loss()) || !Double.isFinite(entry.test().loss())) {
      throw new DivergedException(taken - 1, "the loss of the validation or test rows");
    }
    entries.add(entry);
    return Optional.of(entry);
  }

  /** The evaluations so far. */
  List<DataEvaluations.Entry> entries() {
    return entries;
  }
}
