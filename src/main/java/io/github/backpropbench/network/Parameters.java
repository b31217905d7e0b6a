package io.github.backpropbench.network;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One matrix for each parameter of the perceptron: the parameters themselves, their gradients, or
 * an optimizer's moments.
 *
 * @param w1 inputs × hidden
 * @param b1 1 × hidden; null without bias
 * @param w2 hidden × outputs
 * @param b2 1 × outputs; null exactly if b1 is
 */
public record Parameters<M>(M w1, @Nullable M b1, M w2, @Nullable M b2) {

  /** Zeros, with or without bias. */
  public static <M> Parameters<M> allocate(
      MatrixKernel<M> kernel, NetworkShape shape, boolean bias) {
    return new Parameters<>(
        kernel.allocate(shape.inputs(), shape.hidden()),
        bias ? kernel.allocate(1, shape.hidden()) : null,
        kernel.allocate(shape.hidden(), shape.outputs()),
        bias ? kernel.allocate(1, shape.outputs()) : null);
  }

  /**
   * The problem's starting weights.
   *
   * @throws IllegalArgumentException if a bias is asked for and the problem has none
   */
  public static <M> Parameters<M> startingFrom(
      MatrixKernel<M> kernel, Problem problem, boolean bias) {
    Parameters<M> parameters = allocate(kernel, problem.shape(), bias);
    kernel.upload(problem.w1(), parameters.w1);
    kernel.upload(problem.w2(), parameters.w2);
    if (parameters.b1 != null && parameters.b2 != null) {
      double[] b1 = problem.b1();
      double[] b2 = problem.b2();
      if (b1 == null || b2 == null) {
        throw new IllegalArgumentException(
            "the problem has no b1 and b2; train it without bias, or add them");
      }
      kernel.upload(b1, parameters.b1);
      kernel.upload(b2, parameters.b2);
    }
    return parameters;
  }

  /** All matrices that exist, always in the same order. */
  public List<M> all() {
    return b1 == null || b2 == null ? List.of(w1, w2) : List.of(w1, b1, w2, b2);
  }
}
