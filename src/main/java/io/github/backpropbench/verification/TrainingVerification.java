package io.github.backpropbench.verification;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import org.jspecify.annotations.Nullable;

/** Checks a training as closely as its kind allows. */
public final class TrainingVerification {
  private TrainingVerification() {}

  /**
   * Checks the first steps against the float64 oracle, and on a kernel the gradients; leaves the
   * training at its starting weights.
   *
   * @param order another one like the training's, of minibatches; null if each step takes all rows
   * @throws VerificationException if anything is wrong
   */
  public static void check(
      Training training,
      Precision precision,
      Problem problem,
      TrainingSettings settings,
      @Nullable RowOrder order) {
    if (training instanceof TrainingStep<?> step) {
      new NetworkVerification<>(step, problem, settings, order).training();
    } else {
      new EngineVerification(training, precision, problem, settings, order).training();
    }
  }
}
