package io.github.backpropbench.kernel;

import java.util.Optional;

/**
 * Creates the kernels of a backend. Found by {@link java.util.ServiceLoader}: to add a backend,
 * implement this interface and name the class in {@code
 * META-INF/services/io.github.backpropbench.kernel.KernelProvider}, in this project or in a jar of
 * your own.
 */
public interface KernelProvider extends BackendProvider {
  /**
   * Loops that measure the machine's limits on the given number of threads; empty if the backend
   * has none or is not available.
   */
  default Optional<MachineLoops> machineLoops(int threads) {
    return Optional.empty();
  }

  /** Whether the library computes in a precision; both by default. */
  default boolean has(Precision precision) {
    return true;
  }

  /**
   * Creates a kernel that computes on at most the given number of threads, and on exactly that
   * number where the library considers the work large enough. Only the thread that created it may
   * use it. A library may have a single limit for the whole JVM: then the number of the latest
   * kernel applies to all of them.
   *
   * @param precision one that the library {@linkplain #has has}
   * @throws IllegalStateException if the backend is not available, or not on that number of
   *     threads; the message is the reason
   */
  MatrixKernel<?> create(Precision precision, int threads);

  /** Creates a kernel on one thread; see {@link #create(Precision, int)}. */
  default MatrixKernel<?> create(Precision precision) {
    return create(precision, 1);
  }
}
