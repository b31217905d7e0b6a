package io.github.backpropbench.kernel;

/**
 * The matrix operations that the training of a small network needs, over a library's own matrix
 * type.
 *
 * <p>Rules that hold for each operation:
 *
 * <ul>
 *   <li>It <b>overwrites</b> {@code out}, whatever {@code out} held before; only {@link #addScaled}
 *       and {@link #adamUpdate} change a matrix in place.
 *   <li>The caller owns every matrix. An operation allocates nothing but what the library itself
 *       forces on its callers.
 *   <li>A product's {@code out} is never one of its operands. An element-wise operation's {@code
 *       out} may be any of its operands of the same shape.
 *   <li>NaN and infinities propagate as IEEE 754 has them, except where a library's product skips
 *       factors that are zero.
 *   <li>Arguments are trusted: shapes are checked by {@link CheckedKernel}, outside of what is
 *       measured.
 * </ul>
 *
 * <p>A kernel is used by one thread at a time.
 *
 * @param <M> the library's matrix, or the adapter's thin holder of it; of a fixed shape
 */
public interface MatrixKernel<M> {

  /** The format of all matrices of this kernel. Scalars are passed and returned as double. */
  Precision precision();

  /** A new matrix of zeros. Both dimensions are at least 1. */
  M allocate(int rows, int columns);

  int rows(M matrix);

  int columns(M matrix);

  /** Copies row-major values into the matrix, each rounded to the kernel's precision. */
  void upload(double[] rowMajor, M into);

  /** Copies the matrix into a row-major array of rows × columns values. */
  void download(M from, double[] rowMajor);

  /** {@code out = a·b}, with a of m×k, b of k×n, out of m×n. */
  void multiply(M a, M b, M out);

  /** {@code out = aᵀ·b}, with a of k×m, b of k×n, out of m×n. */
  void multiplyTransposedLeft(M a, M b, M out);

  /** {@code out = a·bᵀ}, with a of m×k, b of n×k, out of m×n. */
  void multiplyTransposedRight(M a, M b, M out);

  /** {@code out = a} with {@code row} (1×n) added to each of its rows; a and out of m×n. */
  void addRow(M a, M row, M out);

  /** {@code out = max(a, 0)} element by element; NaN stays NaN. */
  void relu(M a, M out);

  /**
   * {@code out = upstream} where {@code input ≥ 0}, else 0; all of one shape. The derivative at
   * exactly 0 passes, as that of PyTorch's {@code clamp(min=0)} does.
   */
  void reluGradient(M upstream, M input, M out);

  /** {@code out = a − b} element by element. */
  void subtract(M a, M b, M out);

  /** {@code out = factor·a} element by element. */
  void scale(double factor, M a, M out);

  /** {@code Σ a²} over all elements, accumulated at least in the kernel's precision. */
  double sumOfSquares(M a);

  /** {@code out = Σ} of the rows of a: a of m×n, out of 1×n. */
  void sumRows(M a, M out);

  /** {@code into += factor·a}; both of one shape and not the same matrix. */
  void addScaled(double factor, M a, M into);

  /**
   * One step of Adam for one parameter, all matrices of one shape and all distinct:
   *
   * <pre>
   * m ← m + (1 − β₁)(g − m)
   * v ← β₂·v + (1 − β₂)·g²
   * p ← p − stepSize · m / (√v / rootCorrection + ε)
   * </pre>
   *
   * @param schedule β₁, β₂, ε and the two scalars that change with each step
   */
  void adamUpdate(AdamSchedule schedule, M gradient, M firstMoment, M secondMoment, M parameter);

  /** {@code out = a}. */
  default void copy(M a, M out) {
    scale(1.0, a, out);
  }
}
