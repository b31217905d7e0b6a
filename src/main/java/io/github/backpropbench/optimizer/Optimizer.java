package io.github.backpropbench.optimizer;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.OptimizerKind;

/**
 * Updates the parameters that it was built for, by their gradients. A warm step allocates nothing
 * but what the kernel's library forces.
 */
public interface Optimizer {

  /** Builds an optimizer of the given kind over the given matrices. */
  static <M> Optimizer of(
      OptimizerKind kind,
      MatrixKernel<M> kernel,
      Parameters<M> parameters,
      Parameters<M> gradients,
      double learningRate) {
    return switch (kind) {
      case SGD -> new Sgd<>(kernel, parameters, gradients, learningRate);
      case ADAM -> new Adam<>(kernel, parameters, gradients, learningRate);
    };
  }

  /** Updates the parameters once, by the current gradients. */
  void step();

  /** Forgets all steps, as if newly built. Leaves the parameters as they are. */
  void reset();
}
