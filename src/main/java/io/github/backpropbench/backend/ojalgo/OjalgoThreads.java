package io.github.backpropbench.backend.ojalgo;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.machine.VirtualMachine;
import org.ojalgo.matrix.operation.MultiplyNeither;

/**
 * Limits ojAlgo to a number of threads. Both its settings are the JVM's: how many threads there
 * are, which a product asks for when it runs, and from which size on it divides its work, by which
 * a store chooses its algorithms when it is made.
 */
public final class OjalgoThreads {
  /** The library's own, before anything was limited. */
  private static final VirtualMachine MACHINE = OjAlgoUtils.ENVIRONMENT;

  /** As many rows or columns are not divided; the library's own number. */
  static final int DIVIDED_ABOVE = MultiplyNeither.THRESHOLD;

  private OjalgoThreads() {}

  /**
   * Sets the number of threads for all that follows.
   *
   * @throws IllegalStateException if the library takes another number for that of the machine
   */
  public static void limitTo(int threads) {
    OjAlgoUtils.ENVIRONMENT = MACHINE;
    OjAlgoUtils.limitThreadsTo(threads);
    if (OjAlgoUtils.ENVIRONMENT.threads != threads) {
      throw new IllegalStateException(
          "ojAlgo takes this machine for one of "
              + OjAlgoUtils.ENVIRONMENT.threads
              + " threads and cannot be set to "
              + threads);
    }
    if (threads == 1) {
      OjAlgoUtils.pushUpConcurrencyThresholds(Integer.MAX_VALUE);
    } else {
      MultiplyNeither.THRESHOLD = DIVIDED_ABOVE;
    }
  }
}
