package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Two cells of one run that differ in one factor only: how much faster a backend is than the
 * baseline, what a bias, autograd or Adam costs, what fusion and more threads bring, and the
 * controls: by what a cell differs from itself, and what the kernel interface costs.
 *
 * @param factor in which they differ
 * @param cell the numerator
 * @param reference the denominator, with the factor at its {@link Factor#baseline}; or, of two
 *     backends, any other
 */
public record Contrast(Factor factor, CellKey cell, CellKey reference) {
  /** The same with the roles of cell and reference exchanged. */
  public Contrast inverse() {
    return new Contrast(factor, reference, cell);
  }

  /** All contrasts with baselines that a set of cells allows, by factor, then by cell. */
  public static List<Contrast> among(Collection<CellKey> cells) {
    Set<CellKey> known = new HashSet<>(cells);
    List<CellKey> inOrder = known.stream().sorted().toList();
    List<Contrast> contrasts = new ArrayList<>();
    for (Factor factor : Factor.values()) {
      for (CellKey cell : inOrder) {
        if (isAsked(factor, cell) && !cell.value(factor).equals(factor.baseline())) {
          CellKey row = factor == Factor.BACKEND ? cell.inRow() : cell;
          CellKey reference = row.with(factor, factor.baseline());
          if (known.contains(reference)) {
            contrasts.add(new Contrast(factor, cell, reference));
          }
        }
      }
    }
    return contrasts;
  }

  /** Whether a factor's contrast is asked for; the cells of a control are for no other. */
  private static boolean isAsked(Factor factor, CellKey cell) {
    boolean control = Stream.of(Factor.values()).anyMatch(one -> one.isControl() && cell.has(one));
    return !factor.baseline().isEmpty()
        && cell.has(Factor.BACKEND)
        && cell.has(factor)
        && control == factor.isControl();
  }
}
