package io.github.backpropbench.kernel;

/**
 * Loops whose speed the machine alone bounds: what a kernel can reach at most. Each of their
 * threads does the work of one.
 */
public interface MachineLoops {
  /**
   * The multiplications with an addition that each thread does in a call, one lane of a vector a
   * multiplication: of any vector's width a whole number of rounds over the {@link #SUMS}.
   */
  int MULTIPLY_ADDS = 3 << 18;

  /**
   * Sums that do not wait for each other: as many as two units have in flight for six cycles, and
   * few enough for a machine with sixteen registers.
   */
  int SUMS = 12;

  /** A sum s becomes {@code FACTOR·s + ADDEND}, which moves it slowly towards 1. */
  double FACTOR = 1 - 0x1p-12;

  double ADDEND = 0x1p-12;

  /** The float64 elements of each of the three arrays of a {@link #triad}: 128 MiB. */
  int TRIAD_ELEMENTS = 1 << 24;

  /**
   * How often each sum is multiplied in a call: {@link #MULTIPLY_ADDS} by the sums and by the lanes
   * of a vector.
   */
  int rounds(Precision precision);

  /**
   * Starts sum number i, from 0 on, at {@code i + 2} in each lane, multiplies and adds, and returns
   * the mean of all sums over their lanes and threads.
   */
  double multiplyAdd(Precision precision);

  /**
   * {@code a[i] = b[i] + FACTOR·c[i]}, rounded once, for arrays that are longer than any cache; the
   * threads share them.
   */
  void triad(double[] a, double[] b, double[] c);
}
