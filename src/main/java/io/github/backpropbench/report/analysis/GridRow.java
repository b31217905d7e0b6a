package io.github.backpropbench.report.analysis;

import io.github.backpropbench.results.CellKey;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cells that differ only in their backend.
 *
 * @param group what all rows of the row's group have in common
 * @param principal whether the group's method is the one that stands for its shape and precision
 * @param level the value of the grid's row factor, for instance a batch
 * @param byBackend the cells
 */
public record GridRow(
    Group group, boolean principal, String level, Map<String, CellKey> byBackend) {
  public GridRow {
    byBackend = Map.copyOf(byBackend);
  }

  /** The samples per step; empty if the benchmark has no batch, or a foreign one is no number. */
  public OptionalInt batch() {
    return byBackend.values().stream().map(CellKey::batch).findAny().orElse(OptionalInt.empty());
  }

  public Optional<CellKey> cell(String backend) {
    return Optional.ofNullable(byBackend.get(backend));
  }
}
