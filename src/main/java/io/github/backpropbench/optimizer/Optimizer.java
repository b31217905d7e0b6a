package io.github.backpropbench.optimizer;

/**
 * Changes parameters by their gradients, both of which it was built on. A warm step allocates
 * nothing but what the kernel's library forces.
 */
public interface Optimizer {

  /** Changes the parameters once, by the gradients as they are now. */
  void step();

  /** Forgets all steps, as if newly built. Leaves the parameters as they are. */
  void reset();
}
