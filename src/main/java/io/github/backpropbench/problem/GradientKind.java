package io.github.backpropbench.problem;

import io.github.backpropbench.kernel.Labelled;
import java.util.List;

/** The ways to compute gradients, by the names that flags and reports use. */
public enum GradientKind implements Labelled {
  /** The exact formulas, written by hand. */
  MANUAL,
  /** The original notebook's hand-written bias version, with its two deviations. */
  NOTEBOOK,
  /** Reverse mode, eager: each step records its operations and walks them back. */
  AUTOGRAD,
  /** Reverse mode, traced: recorded once, fused, and replayed in each step. */
  GRAPH,
  /** The library's own gradients and optimizer; only engines have it, and nothing else. */
  ENGINE;

  /** The kinds that are exact on a kernel: all but the original notebook's. */
  public static final List<GradientKind> EXACT = List.of(MANUAL, AUTOGRAD, GRAPH);

  /** The kinds that are computed with a kernel's operations. */
  public static final List<GradientKind> OF_KERNELS = List.of(MANUAL, NOTEBOOK, AUTOGRAD, GRAPH);

  /** Whether this kind is defined only for a network with bias. */
  public boolean needsBias() {
    return this == NOTEBOOK;
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static GradientKind parse(String label) {
    return Labelled.parse(GradientKind.class, "gradient", label);
  }
}
