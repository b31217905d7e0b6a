package io.github.backpropbench.conformance;

import io.github.backpropbench.kernel.MatrixKernel;
import java.time.Duration;
import java.util.List;

/**
 * Where the parts of the contract get their kernel from.
 *
 * @param <M> the kernel's matrix
 */
interface KernelUnderTest<M> {
  /**
   * Ragged sizes: around the vector widths, and around the libraries' switch points at 15 and 32.
   */
  List<Integer> SIZES = List.of(1, 2, 3, 7, 8, 9, 14, 15, 16, 17, 31, 32, 33, 64, 100);

  /** The kernel, a new one for each call. */
  MatrixKernel<M> newKernel();

  /**
   * The bytes that the library allocates for its own ends in one warm call of the operation, at
   * most; the adapter itself allocates nothing.
   *
   * @param operation the name of the kernel's method
   * @param resultBytes the size of the elements that the call writes
   */
  default long forcedBytes(String operation, long resultBytes) {
    return 0;
  }

  /** The time after which an operation that still allocates is taken to do so forever. */
  default Duration longestWarmUp() {
    return Duration.ofSeconds(20);
  }

  /** Further products of m, k and n, larger than what every kernel is tried with. */
  default int[][] largerProducts() {
    return new int[0][];
  }

  default KernelSubject<M> subject() {
    return new KernelSubject<>(newKernel());
  }
}
