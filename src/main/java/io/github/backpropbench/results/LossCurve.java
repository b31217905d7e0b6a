package io.github.backpropbench.results;

import io.github.backpropbench.problem.GradientKind;
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

  /** This curve of a run in which {@code autograd} meant the traced graph, under today's name. */
  LossCurve ofTracedAutograd() {
    return gradient.equals(GradientKind.AUTOGRAD.label())
        ? new LossCurve(
            method, backend, precision, GradientKind.GRAPH.label(), optimizer, bias, losses)
        : this;
  }
}
