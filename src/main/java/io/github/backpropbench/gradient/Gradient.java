package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.GradientKind;

/**
 * A way to compute the gradients of the loss for one network and batches of one number of rows. The
 * parameters are read anew in each pass, so an optimizer may change them in between. A warm pass
 * allocates nothing but what the kernel's library forces.
 */
public interface Gradient<M> {

  /**
   * Builds a gradient of the given kind over the given matrices.
   *
   * @param batch the first batch
   * @throws IllegalArgumentException if the kind is an engine's, or needs a bias, a single hidden
   *     layer or another loss, and the network does not have it
   */
  static <M> Gradient<M> of(
      GradientKind kind,
      LossKind loss,
      MatrixKernel<M> kernel,
      Batch<M> batch,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    return switch (kind) {
      case MANUAL -> new ManualGradient<>(loss, kernel, batch, parameters, gradients);
      case NOTEBOOK -> new NotebookGradient<>(loss, kernel, batch, parameters, gradients);
      case AUTOGRAD -> new AutogradGradient<>(loss, kernel, batch, parameters, gradients);
      case GRAPH -> new GraphGradient<>(loss, kernel, batch, parameters, gradients);
      case ENGINE ->
          throw new IllegalArgumentException("the gradient 'engine' is not computed on a kernel");
    };
  }

  /**
   * Makes the passes from now on work on another batch.
   *
   * @param batch of as many rows as the first one
   */
  void use(Batch<M> batch);

  /** Runs the network on the batch and returns the loss. */
  double forward();

  /**
   * Fills {@link #gradients} from the last {@link #forward}. May be called again without another
   * forward pass, with the same result.
   */
  void backward();

  /**
   * Both passes: returns the loss and fills {@link #gradients}. Where a kernel has them in one,
   * what is between them is not kept: {@link #output} and {@link #backward} need a {@link #forward}
   * after this.
   */
  default double lossAndGradients() {
    double loss = forward();
    backward();
    return loss;
  }

  /** The gradients, in the same matrices after each pass, shaped as the parameters. */
  Parameters<M> gradients();

  /** The network's output of the last forward pass, batch × outputs. */
  M output();
}
