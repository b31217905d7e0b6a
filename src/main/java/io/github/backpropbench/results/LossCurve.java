package io.github.backpropbench.results;

import java.util.List;

/**
 * The losses of one training.
 *
 * @param method the name of the training in the report
 * @param losses one per step, from step 0; each is the loss before that step's update
 */
public record LossCurve(
    String method,
    String backend,
    String precision,
    String gradient,
    String optimizer,
    boolean bias,
    List<Double> losses) {
  public LossCurve {
    losses = List.copyOf(losses);
  }
}
