package io.github.backpropbench.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The matrix operations that the training of a small network needs, over a library's own matrix
 * type.
 *
 * <p>Rules that hold for each operation:
 *
 * <ul>
 *   <li>It <b>overwrites</b> {@code out}, whatever {@code out} held before; only {@link
 *       #addScaled}, {@link #adamUpdate} and {@link #momentumUpdate} change a matrix in place.
 *   <li>The caller owns every matrix. An operation allocates nothing except what the library forces
 *       on its callers.
 *   <li>A product's {@code out} is never one of its operands. An element-wise operation's {@code
 *       out} may be any of its operands of the same shape.
 *   <li>NaN and infinities propagate as in IEEE 754, except where a library's product skips factors
 *       that are zero.
 *   <li>Arguments are trusted: {@link CheckedKernel} checks shapes, outside what is measured.
 * </ul>
 *
 * <p>The operations from {@link #momentumUpdate} on are combinations of the others, with defaults
 * that call these. A backend overrides one where its library has it as a single operation or can
 * fuse it into one pass; the results agree up to rounding.
 *
 * <p>A kernel is used by one thread at a time.
 *
 * @param <M> the library's matrix, or the adapter's thin wrapper around it; its shape is fixed
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
   * {@code out = upstream} where {@code input ≥ 0}, else 0; all of one shape. At exactly 0 the
   * gradient passes, as with PyTorch's {@code clamp(min=0)}.
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

  /** {@code into += factor·a}; two distinct matrices of the same shape. */
  void addScaled(double factor, M a, M into);

  /**
   * One step of Adam or AdamW for one parameter; all matrices have the same shape and are distinct:
   *
   * <pre>
   * m ← m + (1 − β₁)(g − m)
   * v ← β₂·v + (1 − β₂)·g²
   * p ← decay·p − stepSize · m / (√v / rootCorrection + ε)
   * </pre>
   *
   * <p>Each product and sum is rounded to the kernel's precision, as in PyTorch: with a decay just
   * below 1, float32 rounds {@code decay·p} one way over many steps, which a sum in float64 would
   * not do.
   *
   * @param schedule β₁, β₂, ε, the decay, which is 1 in Adam, and the two scalars that change with
   *     each step
   */
  void adamUpdate(AdamSchedule schedule, M gradient, M firstMoment, M secondMoment, M parameter);

  /**
   * Row i of out is row {@code rows[first + i]} of {@code from}: the samples of a minibatch.
   *
   * @param rows numbers of rows of {@code from}; as many from {@code first} on as out has rows
   * @param out of as many columns as {@code from}, and not the same matrix
   */
  void copyRows(M from, int[] rows, int first, M out);

  /**
   * Softmax and cross-entropy with their gradient. With o a row of the logits, y the same row of
   * the target, and {@code log softmax(o) = o − max(o) − log Σ exp(o − max(o))}, returns the mean
   * over the rows of {@code −Σ y·log softmax(o)}, and writes {@code gradient = (Σy·softmax(o) −
   * y)/rows}. Finite for all finite logits whose differences are; a row with a NaN has a gradient
   * of NaNs and makes the result NaN.
   *
   * @param target each row's values sum to 1, apart from rounding; Σy counts all the same, as
   *     probabilities that were stored in float32 are off by more than float64 rounds
   * @param gradient neither of the operands; all have the same shape
   */
  double crossEntropy(M logits, M target, M gradient);

  /**
   * One step of gradient descent with momentum for one parameter; all matrices have the same shape
   * and are distinct:
   *
   * <pre>
   * v ← momentum·v + g
   * p ← p − learningRate·v
   * </pre>
   */
  default void momentumUpdate(
      double momentum, double learningRate, M gradient, M velocity, M parameter) {
    scale(momentum, velocity, velocity);
    addScaled(1.0, gradient, velocity);
    addScaled(-learningRate, velocity, parameter);
  }

  /** {@code out = a}. */
  default void copy(M a, M out) {
    scale(1.0, a, out);
  }

  /**
   * {@code out = a·b + row}, with a of m×k, b of k×n, row of 1×n, out of m×n: a layer of a network.
   *
   * @param row added to each row of the product; null for none
   */
  default void affine(M a, M b, @Nullable M row, M out) {
    multiply(a, b, out);
    if (row != null) {
      addRow(out, row, out);
    }
  }

  /**
   * {@code hidden = a·b + row} and {@code out = max(hidden, 0)}, with a of m×k, b of k×n, row of
   * 1×n, hidden and out of m×n and distinct.
   *
   * @param row added to each row of the product; null for none
   */
  default void affineRelu(M a, M b, @Nullable M row, M hidden, M out) {
    affine(a, b, row, hidden);
    relu(hidden, out);
  }

  /**
   * The gradients of {@link #affine} with respect to b and row: {@code bGradient = aᵀ·upstream} and
   * {@code rowGradient = Σ} of the rows of upstream, with a of m×k, upstream of m×n, bGradient of
   * k×n, rowGradient of 1×n.
   *
   * @param rowGradient null if it is not needed
   */
  default void affineGradient(M a, M upstream, M bGradient, @Nullable M rowGradient) {
    multiplyTransposedLeft(a, upstream, bGradient);
    if (rowGradient != null) {
      sumRows(upstream, rowGradient);
    }
  }

  /**
   * {@code out = a·bᵀ} where {@code input ≥ 0}, else 0, with a of m×k, b of n×k, input and out of
   * m×n and distinct: the gradient at a ReLU's input, coming from the product that follows it.
   */
  default void reluGradientOfProduct(M a, M b, M input, M out) {
    multiplyTransposedRight(a, b, out);
    reluGradient(out, input, out);
  }

  /**
   * The backward pass of a layer, that is, the gradients of {@link #affine} with respect to all its
   * operands: {@code bGradient = aᵀ·upstream}, {@code rowGradient = Σ} of the rows of upstream, and
   * {@code aGradient = upstream·bᵀ}; if there is a gate, aGradient is 0 wherever {@code gate < 0}.
   * With a, gate and aGradient of m×k, upstream of m×n, b and bGradient of k×n, rowGradient of 1×n;
   * no result is an operand.
   *
   * @param gate the input of the ReLU whose output is a; null if there is none
   * @param rowGradient null if it is not needed
   */
  default void affineBackward(
      M a, M upstream, M b, @Nullable M gate, M bGradient, @Nullable M rowGradient, M aGradient) {
    affineGradient(a, upstream, bGradient, rowGradient);
    if (gate == null) {
      multiplyTransposedRight(upstream, b, aGradient);
    } else {
      reluGradientOfProduct(upstream, b, gate, aGradient);
    }
  }

  /**
   * Returns {@code Σ (a − b)²} over all elements, accumulated at least in the kernel's precision,
   * and writes its gradient with respect to a, {@code gradient = 2(a − b)}. All have the same
   * shape; gradient may be either operand.
   */
  default double squaredError(M a, M b, M gradient) {
    subtract(a, b, gradient);
    double sum = sumOfSquares(gradient);
    scale(2.0, gradient, gradient);
    return sum;
  }

  /**
   * A network's last layer with its loss, that is, {@link #affine} followed by {@link
   * #squaredError}: {@code out = a·b + row}, {@code gradient = 2(out − target)}; returns {@code Σ
   * (out − target)²}. With a of m×k, b of k×n, row of 1×n, target, out and gradient of m×n; no
   * result is an operand or the other result.
   *
   * @param row added to each row of the product; null for none
   */
  default double affineSquaredError(M a, M b, @Nullable M row, M target, M out, M gradient) {
    affine(a, b, row, out);
    return squaredError(out, target, gradient);
  }

  /**
   * The loss and all gradients of a network with one hidden layer: returns {@code Σ (output −
   * target)²} and writes its gradients with respect to the network's parameters. The derivative of
   * the ReLU at exactly 0 is 1, as in {@link #reluGradient}. Where the result is NaN, an override
   * may have NaN in more gradients than the formulas. It may use the network's scratch matrices in
   * any way, or not at all.
   *
   * @param x m×k, with the network's m and k
   * @param target m×n; neither is one of the network's matrices
   */
  default double squaredErrorGradients(M x, M target, TwoLayers<M> network) {
    affineRelu(x, network.w1(), network.b1(), network.hidden(), network.activated());
    double loss =
        affineSquaredError(
            network.activated(),
            network.w2(),
            network.b2(),
            target,
            network.output(),
            network.outputGradient());
    affineBackward(
        network.activated(),
        network.outputGradient(),
        network.w2(),
        network.hidden(),
        network.w2Gradient(),
        network.b2Gradient(),
        network.hiddenGradient());
    affineGradient(x, network.hiddenGradient(), network.w1Gradient(), network.b1Gradient());
    return loss;
  }
}
