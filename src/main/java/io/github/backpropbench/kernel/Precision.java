package io.github.backpropbench.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The floating-point format of a kernel's matrices. */
public enum Precision {
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

  /** {@code f32} or {@code f64}, as flags and reports write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value as this format stores it. */
  public double round(double value) {
    return this == F32 ? (float) value : value;
  }

  /**
   * Reads {@code f32} or {@code f64}.
   *
   * @throws IllegalArgumentException if the label is another one; the message lists the known ones
   */
  public static Precision parse(String label) {
    for (Precision precision : values()) {
      if (precision.label().equals(label)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "unknown precision '"
            + label
            + "'; known: "
            + Arrays.stream(values()).map(Precision::label).collect(Collectors.joining(", ")));
  }
}
