package io.github.backpropbench.backend.blas;

/**
 * The routines of BLAS that the kernel uses. They overwrite their results unless they say
 * otherwise. A vector is a matrix of any shape, whose elements are taken in the order in which they
 * are stored. A routine refuses operands that do not fit: the library would read and write beyond
 * them.
 */
interface RoutinesF32 {

  /**
   * Those of a binding, with a number of threads from now on.
   *
   * @throws IllegalStateException if OpenBLAS is not available, or not on that number of threads;
   *     the message is the reason
   */
  static RoutinesF32 onThreads(int threads, Binding binding) {
    try {
      OpenBlas.require().threads().set(threads);
      return of(binding);
    } catch (UnavailableException e) {
      throw new IllegalStateException(e.reason(), e);
    }
  }

  /**
   * Those of a binding.
   *
   * @throws UnavailableException if the library cannot be bound so
   */
  static RoutinesF32 of(Binding binding) throws UnavailableException {
    return switch (binding) {
      case JNI -> new JniRoutinesF32(NetlibBinding.to(OpenBlas.loaded().identity().file()));
      case FFM -> new ForeignRoutinesF32();
    };
  }

  /** {@code out = a·b}, with each operand transposed if it is said to be. */
  void gemm(
      BlasMatrixF32 a,
      boolean aTransposed,
      BlasMatrixF32 b,
      boolean bTransposed,
      BlasMatrixF32 out);

  /** {@code out = matrix·vector}, with the matrix transposed if it is said to be. */
  void gemv(BlasMatrixF32 matrix, boolean transposed, BlasMatrixF32 vector, BlasMatrixF32 out);

  /** {@code out += x·yᵀ}, of two vectors. */
  void ger(BlasMatrixF32 x, BlasMatrixF32 y, BlasMatrixF32 out);

  /** The sum of the squares of all elements. */
  float sumOfSquares(BlasMatrixF32 x);
}
