package io.github.backpropbench.network;

import io.github.backpropbench.kernel.MatrixKernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several matrices of one kernel, and their values. */
public final class Matrices {
  private Matrices() {}

  /**
   * The matrices of a list in an array, for what each training step reads: looking one up in a list
   * takes several nanoseconds of a step that takes a hundred. To be kept in a field of type {@code
   * M[]} of a class that is itself generic in M, since what is created is an array of objects.
   */
  @SuppressWarnings("unchecked") // Java has no arrays of a type variable
  public static <M> M[] array(List<? extends @Nullable M> matrices) {
    return (M[]) matrices.toArray();
  }

  /** As many new matrices of zeros, of the same shapes. */
  public static <M> List<M> zerosLike(MatrixKernel<M> kernel, List<M> matrices) {
    return matrices.stream()
        .map(matrix -> kernel.allocate(kernel.rows(matrix), kernel.columns(matrix)))
        .toList();
  }

  /** What a matrix holds now, row-major. */
  public static <M> double[] download(MatrixKernel<M> kernel, M matrix) {
    double[] rowMajor = new double[kernel.rows(matrix) * kernel.columns(matrix)];
    kernel.download(matrix, rowMajor);
    return rowMajor;
  }
}
