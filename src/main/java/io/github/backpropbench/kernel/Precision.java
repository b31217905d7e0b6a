package io.github.backpropbench.kernel;

/** The floating-point format of a kernel's matrices. */
public enum Precision implements Labelled {
  /** IEEE 754 binary32, {@code float}. */
  F32(0x1p-24),
  /** IEEE 754 binary64, {@code double}. */
  F64(0x1p-53);

  private final double unitRoundoff;

  Precision(double unitRoundoff) {
    this.unitRoundoff = unitRoundoff;
  }

  /** The largest relative error of one rounding to nearest, half a unit in the last place. */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** The value as this format stores it. */
  public double round(double value) {
    return this == F32 ? (float) value : value;
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static Precision parse(String label) {
    return Labelled.parse(Precision.class, "precision", label);
  }
}
