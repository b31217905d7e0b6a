package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;

/** The ways to compute gradients, by the names that flags and reports use. */
public enum GradientKind implements Labelled {
  /** The exact formulas, by hand. */
  MANUAL,
  /** The original notebook's hand-written bias version, with its two deviations. */
  NOTEBOOK,
  /** Reverse mode on a tape. */
  AUTOGRAD;

  /**
   * Builds the gradient over the given matrices.
   *
   * @throws IllegalArgumentException if this kind needs a bias and there is none
   */
  public <M> Gradient<M> create(
      MatrixKernel<M> kernel, Batch<M> batch, Parameters<M> parameters, Parameters<M> gradients) {
    return switch (this) {
      case MANUAL -> new ManualGradient<>(kernel, batch, parameters, gradients);
      case NOTEBOOK -> new NotebookGradient<>(kernel, batch, parameters, gradients);
      case AUTOGRAD -> new AutogradGradient<>(kernel, batch, parameters, gradients);
    };
  }

  /** Whether this kind is defined only for a network with bias. */
  public boolean needsBias() {
    return this == NOTEBOOK;
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static GradientKind parse(String label) {
    return Labelled.parse(GradientKind.class, "gradient", label);
  }
}
