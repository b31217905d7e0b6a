package io.github.backpropbench.network;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;

/**
 * The samples of one step, one per row.
 *
 * @param x batch × inputs
 * @param y the targets, batch × outputs
 */
public record Batch<M>(M x, M y) {

  /** Uploads the problem's batch. */
  public static <M> Batch<M> of(MatrixKernel<M> kernel, Problem problem) {
    NetworkShape shape = problem.shape();
    M x = kernel.allocate(problem.rows(), shape.inputs());
    M y = kernel.allocate(problem.rows(), shape.outputs());
    kernel.upload(problem.x(), x);
    kernel.upload(problem.y(), y);
    return new Batch<>(x, y);
  }
}
