package io.github.backpropbench.backend.ojalgo;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.machine.VirtualMachine;
import org.ojalgo.matrix.operation.MultiplyNeither;

/**
 * Limits ojAlgo to a number of threads. Both of its settings apply to the whole JVM: the number of
 * threads, which a product reads when it runs, and the size from which it divides its work, by
 * which a store chooses its algorithms when it is created.
 */
public final class OjalgoThreads {
  /** The library's own setting, before anything was limited. */
  private static final VirtualMachine MACHINE = OjAlgoUtils.ENVIRONMENT;

  /** Up to this many rows or columns the work is not divided; the library's own number. */
  static final int DIVIDED_ABOVE = MultiplyNeither.THRESHOLD;

  private OjalgoThreads() {}

  /**
   * Sets the number of threads from now on.
   *
   * @throws IllegalStateException if the library believes the machine has another number
   */
  public static void limitTo(int threads) {
    OjAlgoUtils.ENVIRONMENT = MACHINE;
    OjAlgoUtils.limitThreadsTo(threads);
    if (OjAlgoUtils.ENVIRONMENT.threads != threads) {
      throw new IllegalStateException(
          "ojAlgo assumes that this machine has "
              + OjAlgoUtils.ENVIRONMENT.threads
              + " threads and cannot be limited to "
              + threads);
    }
    if (threads == 1) {
      OjAlgoUtils.pushUpConcurrencyThresholds(Integer.MAX_VALUE);
    } else {
      MultiplyNeither.THRESHOLD = DIVIDED_ABOVE;
    }
  }
}
