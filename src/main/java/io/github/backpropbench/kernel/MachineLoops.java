package io.github.backpropbench.kernel;

/**
 * Loops whose speed is limited only by the machine: an upper bound for kernels. Each of their
 * threads does the same work as a single one would.
 */
public interface MachineLoops {
  /**
   * The multiply-adds of each thread per call, counted per lane; for every vector width this is a
   * whole number of rounds over the {@link #SUMS}.
   */
  int MULTIPLY_ADDS = 3 << 18;

  /**
   * The number of independent sums: enough to keep two units with a latency of six cycles busy, and
   * few enough for sixteen registers.
   */
  int SUMS = 12;

  /** A sum s becomes {@code FACTOR·s + ADDEND}, which moves it slowly towards 1. */
  double FACTOR = 1 - 0x1p-12;

  double ADDEND = 0x1p-12;

  /** The float64 elements of each of the three arrays of a {@link #triad}: 128 MiB. */
  int TRIAD_ELEMENTS = 1 << 24;

  /**
   * How often each sum is multiplied per call: {@link #MULTIPLY_ADDS} divided by the number of sums
   * and by the lanes of a vector.
   */
  int rounds(Precision precision);

  /**
   * Starts sum number i, counted from 0, at {@code i + 2} in each lane, multiplies and adds, and
   * returns the mean of all sums over lanes and threads.
   */
  double multiplyAdd(Precision precision);

  /**
   * {@code a[i] = b[i] + FACTOR·c[i]}, rounded once, for arrays larger than any cache, which the
   * threads divide among themselves.
   */
  void triad(double[] a, double[] b, double[] c);
}
