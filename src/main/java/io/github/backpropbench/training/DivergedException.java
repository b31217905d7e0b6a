package io.github.backpropbench.training;

/** A training whose loss or parameters are no longer finite numbers. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int step;

  /**
   * @param step counted from 0
   * @param what is not finite
   */
  public DivergedException(int step, String what) {
    super(
        "the training diverged at step "
            + step
            + ": "
            + what
            + " is no longer a finite number; a smaller learning rate may help");
    this.step = step;
  }

  /** The step at which the divergence was detected, counted from 0. */
  public int step() {
    return step;
  }
}
