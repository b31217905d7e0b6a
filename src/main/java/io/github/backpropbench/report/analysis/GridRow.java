package io.github.backpropbench.report.analysis;

import io.github.backpropbench.results.CellKey;
import java.util.Map;
import java.util.Optional;

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

  public Optional<CellKey> cell(String backend) {
    return Optional.ofNullable(byBackend.get(backend));
  }
}
