package io.github.backpropbench.autograd;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.ArrayList;
import java.util.List;

/** Matrices that are not in use, by shape: a recording that has other shapes takes them again. */
final class BufferPool<M> {

  /** The free matrices of one shape. */
  private record Shelf<M>(int rows, int columns, List<M> free) {}

  private final MatrixKernel<M> kernel;
  private final List<Shelf<M>> shelves = new ArrayList<>();

  BufferPool(MatrixKernel<M> kernel) {
    this.kernel = kernel;
  }

  MatrixKernel<M> kernel() {
    return kernel;
  }

  /** A matrix with any content; allocated if none is free. */
  M take(int rows, int columns) {
    List<M> free = shelf(rows, columns).free();
    return free.isEmpty() ? kernel.allocate(rows, columns) : free.remove(free.size() - 1);
  }

  /** Takes a matrix back that nobody will read any more. */
  void give(M matrix) {
    shelf(kernel.rows(matrix), kernel.columns(matrix)).free().add(matrix);
  }

  private Shelf<M> shelf(int rows, int columns) {
    for (int i = 0; i < shelves.size(); i++) { // an iterator would be an allocation
      Shelf<M> shelf = shelves.get(i);
      if (shelf.rows() == rows && shelf.columns() == columns) {
        return shelf;
      }
    }
    Shelf<M> shelf = new Shelf<>(rows, columns, new ArrayList<>());
    shelves.add(shelf);
    return shelf;
  }
}
