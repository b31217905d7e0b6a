package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import java.util.stream.Stream;

/** The questions that two cells of one run can answer when they differ in one factor. */
public enum ContrastKind {
  /** How much slower or faster a backend is than the baseline. */
  BACKEND("backend", "arrays"),
  /** What a bias costs. */
  BIAS("bias", "false"),
  /** What autograd costs against the exact gradients by hand. */
  GRADIENT("gradient", "manual"),
  /** What Adam costs against plain gradient descent. */
  OPTIMIZER("optimizer", "sgd"),
  /** What more threads bring. */
  THREADS(CellKey.THREADS, "1"),
  /** A control: by what a cell differs from itself. */
  CALIBRATION("arm", "a"),
  /** A control: what the kernel interface costs against the library without it. */
  INTERFACE("path", "direct");

  private final String factor;
  private final String reference;

  ContrastKind(String factor, String reference) {
    this.factor = factor;
    this.reference = reference;
  }

  /** Whether it is about the measurement itself and not about what is measured. */
  public boolean isControl() {
    return this == CALIBRATION || this == INTERFACE;
  }

  /** Whether the question is asked of a cell; a control's cells answer no other. */
  boolean concerns(CellKey cell) {
    boolean control =
        Stream.of(values())
            .anyMatch(kind -> kind.isControl() && cell.parameters().containsKey(kind.factor));
    return cell.parameters().containsKey("backend")
        && cell.parameters().containsKey(factor)
        && control == isControl();
  }

  /** The factor in which the two cells differ, by its parameter's name. */
  public String factor() {
    return factor;
  }

  /** The factor's level in the denominator. */
  public String reference() {
    return reference;
  }
}
