package io.github.backpropbench.harness;

import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;

/** Is notified of each fork of a run. */
public interface RunListener {

  /** A fork is about to start. */
  void starting(PlannedCell cell, int round);

  /** A fork has ended, and its measurement is on disk. */
  void finished(Measurement measurement);
}
