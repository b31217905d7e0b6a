package io.github.backpropbench.report.analysis;

import io.github.backpropbench.results.CellKey;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cells that differ in the backend only.
 *
 * @param group what the row has in common with its neighbours
 * @param principal whether the group is the one that stands for its shape and precision
 * @param level of the factor that tells the group's rows apart, for instance a batch
 * @param byBackend the cells
 */
public record GridRow(
    Group group, boolean principal, String level, Map<String, CellKey> byBackend) {
  public GridRow {
    byBackend = Map.copyOf(byBackend);
  }

  /** The samples per step; empty for a benchmark without, or a foreign file's that is no number. */
  public OptionalInt batch() {
    return byBackend.values().stream().map(CellKey::batch).findAny().orElse(OptionalInt.empty());
  }

  public Optional<CellKey> cell(String backend) {
    return Optional.ofNullable(byBackend.get(backend));
  }
}
