package io.github.backpropbench.network;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of a training on a kernel, one minibatch after the other. In the order of the data, each
 * minibatch is a pair of matrices of its own, so that a step copies nothing, whatever the library's
 * storage. Shuffled, a step copies its rows into a pair that is used again and again, which is then
 * in the cache when the step reads it.
 */
public final class Minibatches<M> {
  private final MatrixKernel<M> kernel;
  private final RowOrder order;

  /** In order: each minibatch of an epoch. Shuffled: a full one, and the last if it is smaller. */
  private final Batch<M>[] batches;

  /** All rows, to be copied from; null if they stay in order. */
  private final @Nullable Batch<M> all;

  private int next;

  @SuppressWarnings("unchecked") // Java has no arrays of a generic type
  public Minibatches(MatrixKernel<M> kernel, Problem problem, RowOrder order) {
    this.kernel = kernel;
    this.order = order;
    all = order.isShuffled() ? Batch.of(kernel, problem) : null;
    List<Batch<M>> made = new ArrayList<>();
    int rows = problem.rows();
    for (int first = 0; first < rows; first += order.minibatch()) {
      int count = Math.min(order.minibatch(), rows - first);
      if (!order.isShuffled() || first == 0 || count < order.minibatch()) {
        made.add(Batch.of(kernel, problem.rowsFrom(first, count)));
      }
    }
    batches = made.toArray(new Batch[0]);
  }

  /** The next minibatch; it has as many rows as one of {@link #sizes}. */
  public Batch<M> next() {
    if (all == null) {
      Batch<M> batch = batches[next];
      next = next + 1 == batches.length ? 0 : next + 1;
      return batch;
    }
    order.advance();
    Batch<M> batch = batches[order.count() < order.minibatch() ? batches.length - 1 : 0];
    kernel.copyRows(all.x(), order.rows(), order.first(), batch.x());
    kernel.copyRows(all.y(), order.rows(), order.first(), batch.y());
    return batch;
  }

  /** One minibatch of each number of rows that there is: one or two, the larger first. */
  public List<Batch<M>> sizes() {
    Batch<M> first = batches[0];
    Batch<M> last = batches[batches.length - 1];
    return kernel.rows(last.x()) < kernel.rows(first.x()) ? List.of(first, last) : List.of(first);
  }

  /** As {@link #restart()}, shuffled by another seed from now on. */
  public void restart(long seed) {
    next = 0;
    order.restart(seed);
  }

  /** Goes back to before the first minibatch of the first epoch. */
  public void restart() {
    next = 0;
    order.restart();
  }
}
