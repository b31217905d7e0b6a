package io.github.backpropbench.harness;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;

/** What identifies a fork within a run. */
record Fork(int round, CellKey cell) {

  static Fork of(Measurement measurement) {
    return new Fork(measurement.round(), measurement.cell());
  }
}
