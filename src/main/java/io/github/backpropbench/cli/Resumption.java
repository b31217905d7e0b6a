package io.github.backpropbench.cli;

import io.github.backpropbench.results.RunDescription;

/** What must be as it was when a run is resumed. */
final class Resumption {
  private Resumption() {}

  /**
   * Refuses to go on where the rest would be measured under other circumstances.
   *
   * @throws UserException if something differs, with the difference in words
   */
  static void requireSame(RunDescription then, Backends now) {
    now.select(PlannedBackends.of(then.plan()));
  }
}
