package io.github.backpropbench.gradient;

import io.github.backpropbench.network.Parameters;

/**
 * A way to compute the gradients of the loss for one network and one batch. The parameters are read
 * anew in each pass, so an optimizer may change them in between. A warm pass allocates nothing but
 * what the kernel's library forces.
 */
public interface Gradient<M> {

  /** Runs the network on the batch and returns the loss. */
  double forward();

  /**
   * Fills {@link #gradients} from the last {@link #forward}. May be called again without another
   * forward pass, with the same result.
   */
  void backward();

  /** Where the gradients are found: the same matrices after each pass, shaped as the parameters. */
  Parameters<M> gradients();

  /** The network's output of the last forward pass, batch × outputs. */
  M output();
}
