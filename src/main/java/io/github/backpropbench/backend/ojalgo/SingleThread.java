package io.github.backpropbench.backend.ojalgo;

import org.ojalgo.OjAlgoUtils;

/**
 * Limits ojAlgo to one thread. A store chooses its algorithms when it is made, by its shape and the
 * thresholds of that moment, so this comes before the first store.
 */
final class SingleThread {
  static {
    OjAlgoUtils.pushUpConcurrencyThresholds(Integer.MAX_VALUE);
    OjAlgoUtils.limitThreadsTo(1);
  }

  private SingleThread() {}

  /** Returns when the limit is in force; after the first time, at once. */
  static void enforce() {
    // Loading this class has done it.
  }
}
