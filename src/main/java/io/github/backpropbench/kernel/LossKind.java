package io.github.backpropbench.kernel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The losses, by the names that flags and reports use; each with its gradient on any kernel. */
public enum LossKind implements Labelled {
  /** {@code Σ(o − y)²} over the batch and the outputs. */
  SQUARED_ERROR {
    @Override
    public <M> double of(MatrixKernel<M> kernel, M output, M target, M gradient) {
      return kernel.squaredError(output, target, gradient);
    }

    @Override
    public <M> double ofLayer(
        MatrixKernel<M> kernel, M a, M w, @Nullable M b, M target, M output, M gradient) {
      return kernel.affineSquaredError(a, w, b, target, output, gradient);
    }
  },
  /** The mean over the batch of {@code −Σ y·log softmax(o)}; each row of y sums to 1. */
  CROSS_ENTROPY {
    @Override
    public <M> double of(MatrixKernel<M> kernel, M output, M target, M gradient) {
      return kernel.crossEntropy(output, target, gradient);
    }

    @Override
    public <M> double ofLayer(
        MatrixKernel<M> kernel, M a, M w, @Nullable M b, M target, M output, M gradient) {
      kernel.affine(a, w, b, output);
      return kernel.crossEntropy(output, target, gradient);
    }
  };

  /**
   * Returns the loss of the outputs o, and writes its gradient with respect to o.
   *
   * @param gradient of the shape of output and target, and neither of them
   */
  public abstract <M> double of(MatrixKernel<M> kernel, M output, M target, M gradient);

  /**
   * Computes the last layer's output {@code o = a·w + b}, returns its loss, and writes the loss's
   * gradient with respect to o.
   *
   * @param b null for none
   * @param output receives o; of the same shape as target and gradient, and neither of them
   */
  public abstract <M> double ofLayer(
      MatrixKernel<M> kernel, M a, M w, @Nullable M b, M target, M output, M gradient);

  /** The name in lower case, with a hyphen. */
  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static LossKind parse(String label) {
    return Labelled.parse(LossKind.class, "loss", label);
  }
}
