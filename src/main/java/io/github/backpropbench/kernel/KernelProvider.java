package io.github.backpropbench.kernel;

import java.util.EnumSet;
import java.util.Set;

/**
 * Creates the kernels of a backend. Found by {@link java.util.ServiceLoader}: to add a backend,
 * implement this interface and name the class in {@code
 * META-INF/services/io.github.backpropbench.kernel.KernelProvider}, in this project or in a jar of
 * your own.
 */
public interface KernelProvider extends BackendProvider {
  /** Whether the backend has loops that measure the machine's limits. */
  default boolean hasMachineLoops() {
    return false;
  }

  /**
   * Loops that measure the machine's limits on the given number of threads.
   *
   * @throws IllegalStateException if the backend has none, or is not available; the message is the
   *     reason
   */
  default MachineLoops machineLoops(int threads) {
    throw new IllegalStateException("the backend '" + name() + "' has no such loops");
  }

  /** The precisions that the library computes in; both by default. Does not touch the library. */
  default Set<Precision> precisions() {
    return EnumSet.allOf(Precision.class);
  }

  /**
   * Creates a kernel that computes on at most the given number of threads, and on exactly that
   * number where the library considers the work large enough. Only the thread that created it may
   * use it. A library may have a single limit for the whole JVM: then the number of the latest
   * kernel applies to all of them.
   *
   * @param precision one of {@link #precisions}
   * @throws IllegalStateException if the backend is not available, or not on that number of
   *     threads; the message is the reason
   */
  MatrixKernel<?> create(Precision precision, int threads);

  /** Creates a kernel on one thread; see {@link #create(Precision, int)}. */
  default MatrixKernel<?> create(Precision precision) {
    return create(precision, 1);
  }
}
