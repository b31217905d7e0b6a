package io.github.backpropbench.kernel;

/** Whether operations may be fused, by the names that flags and reports use. */
public enum FusionKind implements Labelled {
  /**
   * A backend's own fused operations are used wherever a gradient or an optimizer calls for one.
   */
  ON,
  /** Each of them is done op by op: {@link UnfusedKernel}. */
  OFF;

  /** A kernel as this kind uses it. */
  public <M> MatrixKernel<M> of(MatrixKernel<M> kernel) {
    return this == ON ? kernel : new UnfusedKernel<>(kernel);
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static FusionKind parse(String label) {
    return Labelled.parse(FusionKind.class, "fusion", label);
  }
}
