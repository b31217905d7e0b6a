package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.OptimizerSettings;

/**
 * Updates the parameters that it was built for, by their gradients. A warm step allocates nothing
 * but what the kernel's library forces.
 */
public interface Optimizer {

  /** Builds an optimizer of the settings' kind over the given matrices. */
  static <M> Optimizer of(
      OptimizerSettings settings,
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    double rate = settings.learningRate();
    return switch (settings.kind()) {
      case SGD -> new Sgd<>(kernel, parameters, gradients, rate);
      case MOMENTUM -> new Momentum<>(kernel, parameters, gradients, settings);
      case ADAM -> new Adam<>(kernel, parameters, gradients, new AdamSchedule(rate));
      case ADAMW ->
          new Adam<>(kernel, parameters, gradients, new AdamSchedule(rate, settings.weightDecay()));
    };
  }

  /** Updates the parameters once, by the current gradients. */
  void step();

  /** Forgets all steps, as if newly built. Leaves the parameters as they are. */
  void reset();
}
