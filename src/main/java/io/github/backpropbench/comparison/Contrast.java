package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Two cells that differ in one factor only.
 *
 * @param kind the question they answer
 * @param cell the numerator
 * @param reference the denominator, with the factor at {@link ContrastKind#reference}
 */
public record Contrast(ContrastKind kind, CellKey cell, CellKey reference) {

  /** All contrasts that a set of cells allows, in the order of the kinds, then of the cells. */
  public static List<Contrast> among(Collection<CellKey> cells) {
    Set<CellKey> known = new HashSet<>(cells);
    List<CellKey> inOrder = known.stream().sorted().toList();
    List<Contrast> contrasts = new ArrayList<>();
    for (ContrastKind kind : ContrastKind.values()) {
      for (CellKey cell : inOrder) {
        if (kind.concerns(cell) && !cell.parameter(kind.factor()).equals(kind.reference())) {
          CellKey reference = cell.with(kind.factor(), kind.reference());
          if (known.contains(reference)) {
            contrasts.add(new Contrast(kind, cell, reference));
          }
        }
      }
    }
    return contrasts;
  }
}
