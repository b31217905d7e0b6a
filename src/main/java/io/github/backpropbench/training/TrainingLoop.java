package io.github.backpropbench.training;

/** A number of training steps, with the loss of each. */
public final class TrainingLoop {

  private TrainingLoop() {}

  /**
   * Trains on from the step's current state.
   *
   * @param steps at least 1
   * @throws DivergedException if a loss, or a parameter after the last step, is not finite
   */
  public static <M> TrainingResult run(TrainingStep<M> step, int steps) {
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      losses[i] = step.run();
      if (!Double.isFinite(losses[i])) {
        throw new DivergedException(i, "the loss");
      }
    }
    TrainedParameters parameters = TrainedParameters.of(step.kernel(), step.parameters());
    if (!parameters.isFinite()) {
      throw new DivergedException(steps - 1, "a parameter");
    }
    return new TrainingResult(losses, parameters);
  }
}
