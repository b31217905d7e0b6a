package io.github.backpropbench.kernel;

/**
 * The ReLU's derivative applied to one element, for backends that loop over elements themselves.
 * Branch-free, because the signs of pre-activations are unpredictable: half of the branches would
 * be mispredicted, which costs more than the rest of the loop.
 */
public final class ReluMask {
  private ReluMask() {}

  /** {@code upstream} where {@code input ≥ 0}, else 0. */
  public static float pass(float upstream, float input) {
    int mask = input >= 0 ? -1 : 0;
    return Float.intBitsToFloat(Float.floatToRawIntBits(upstream) & mask);
  }

  /** {@code upstream} where {@code input ≥ 0}, else 0. */
  public static double pass(double upstream, double input) {
    long mask = input >= 0 ? -1 : 0;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(upstream) & mask);
  }
}
