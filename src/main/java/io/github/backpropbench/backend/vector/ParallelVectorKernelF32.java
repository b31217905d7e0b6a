package io.github.backpropbench.backend.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The same operations on several threads. Products are divided among them, together with the
 * operations fused with them: each thread computes some rows of the result, in all columns.
 * Products of fewer than {@value #WORTH_MULTIPLICATIONS} multiplications, with an inner dimension
 * of at most {@value #SHALLOW}, or with less than a vector of rows per thread stay on the calling
 * thread. So do sums of rows and the cross-entropy.
 */
public final class ParallelVectorKernelF32 extends ParallelElementsF32 {
  /**
   * About 5 µs of work. Dispatching it and waiting for it takes 0.3 µs, but then each thread finds
   * half of the operands in the other one's cache: at a half and a quarter of this, dividing gained
   * nothing.
   */
  private static final long WORTH_MULTIPLICATIONS = 1 << 18;

  /** Products of so few terms are bound by memory, and faster on one thread without tiles. */
  private static final int SHALLOW = 4;

  private final Products products;

  /** The weight gradient that is computed along with the {@link #products}, and both of them. */
  private final Products gradients;

  private final WorkerPool.Task backward;

  /**
   * @param threads at least 2
   */
  ParallelVectorKernelF32(int threads) {
    super(threads);
    products = new Products(threads);
    gradients = new Products(threads);
    backward =
        part -> {
          gradients.run(part);
          products.run(part);
        };
  }

  @Override
  public void multiply(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (products.isWorthwhile(a.columns, out)) {
      products.set(Operation.PRODUCT, a, false, b, false, out);
      pool.run(products);
    } else {
      super.multiply(a, b, out);
    }
  }

  @Override
  public void multiplyTransposedLeft(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (products.isWorthwhile(a.rows, out)) {
      products.set(Operation.PRODUCT, a, true, b, false, out);
      pool.run(products);
    } else {
      super.multiplyTransposedLeft(a, b, out);
    }
  }

  @Override
  public void multiplyTransposedRight(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (products.isWorthwhile(a.columns, out)) {
      products.set(Operation.PRODUCT, a, false, b, true, out);
      pool.run(products);
    } else {
      super.multiplyTransposedRight(a, b, out);
    }
  }

  @Override
  public void affine(
      VectorMatrixF32 a, VectorMatrixF32 b, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    if (products.isWorthwhile(a.columns, out)) {
      products.set(Operation.AFFINE, a, false, b, false, out);
      products.row = row;
      pool.run(products);
    } else {
      super.affine(a, b, row, out);
    }
  }

  @Override
  public void affineRelu(
      VectorMatrixF32 a,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 row,
      VectorMatrixF32 hidden,
      VectorMatrixF32 out) {
    if (products.isWorthwhile(a.columns, out)) {
      products.set(Operation.AFFINE_RELU, a, false, b, false, out);
      products.row = row;
      products.other = hidden;
      pool.run(products);
    } else {
      super.affineRelu(a, b, row, hidden, out);
    }
  }

  @Override
  public void affineGradient(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient) {
    if (products.isWorthwhile(a.rows, bGradient)) {
      products.set(Operation.GRADIENT, a, true, upstream, false, bGradient);
      products.row = rowGradient;
      pool.run(products);
    } else {
      super.affineGradient(a, upstream, bGradient, rowGradient);
    }
  }

  @Override
  public void reluGradientOfProduct(
      VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 input, VectorMatrixF32 out) {
    if (products.isWorthwhile(a.columns, out)) {
      products.set(Operation.MASKED, a, false, b, true, out);
      products.other = input;
      pool.run(products);
    } else {
      super.reluGradientOfProduct(a, b, input, out);
    }
  }

  /** Both gradients in one task: they do not depend on each other. */
  @Override
  public void affineBackward(
      VectorMatrixF32 a,
      VectorMatrixF32 upstream,
      VectorMatrixF32 b,
      @Nullable VectorMatrixF32 gate,
      VectorMatrixF32 bGradient,
      @Nullable VectorMatrixF32 rowGradient,
      VectorMatrixF32 aGradient) {
    if (!products.isWorthwhile(a.rows, bGradient)
        || !products.isWorthwhile(upstream.columns, aGradient)) {
      super.affineBackward(a, upstream, b, gate, bGradient, rowGradient, aGradient);
      return;
    }
    gradients.set(Operation.GRADIENT, a, true, upstream, false, bGradient);
    gradients.row = rowGradient;
    if (gate == null) {
      products.set(Operation.PRODUCT, upstream, false, b, true, aGradient);
    } else {
      products.set(Operation.MASKED, upstream, false, b, true, aGradient);
      products.other = gate;
    }
    pool.run(backward);
  }

  /** The product, and what is computed along with it. */
  private enum Operation {
    PRODUCT,
    AFFINE,
    AFFINE_RELU,
    GRADIENT,
    MASKED
  }

  /** The product to compute; each thread has a {@link ProductF32} of its own. */
  private static final class Products implements WorkerPool.Task {
    private final ProductF32[] parts;
    private Operation operation = Operation.PRODUCT;
    private VectorMatrixF32 a = new VectorMatrixF32(1, 1);
    private boolean aTransposed;
    private VectorMatrixF32 b = a;
    private boolean bTransposed;
    private VectorMatrixF32 out = a;
    private VectorMatrixF32 other = a;
    private @Nullable VectorMatrixF32 row;

    Products(int count) {
      parts = new ProductF32[count];
      Arrays.setAll(parts, part -> new ProductF32(part, count));
    }

    /**
     * Whether a product is worth dividing among the threads.
     *
     * @param depth the inner dimension
     */
    boolean isWorthwhile(int depth, VectorMatrixF32 result) {
      return depth > SHALLOW
          && result.runLength() >= parts.length * SpeciesF32.LANES
          && (long) depth * result.rows * result.columns >= WORTH_MULTIPLICATIONS;
    }

    void set(
        Operation next,
        VectorMatrixF32 left,
        boolean leftTransposed,
        VectorMatrixF32 right,
        boolean rightTransposed,
        VectorMatrixF32 result) {
      operation = next;
      a = left;
      aTransposed = leftTransposed;
      b = right;
      bTransposed = rightTransposed;
      out = result;
    }

    @Override
    public void run(int part) {
      ProductF32 product = parts[part];
      view(product.a, a, aTransposed);
      view(product.b, b, bTransposed);
      int depth = aTransposed ? a.rows : a.columns;
      switch (operation) {
        case PRODUCT -> product.multiply(depth, out);
        case AFFINE -> product.affine(depth, row, out);
        case AFFINE_RELU -> product.affineRelu(depth, row, other, out);
        case MASKED -> product.reluGradient(depth, other, out);
        case GRADIENT -> {
          product.multiply(depth, out);
          sumRows(part);
        }
      }
    }

    private static void view(StridedF32 operand, VectorMatrixF32 matrix, boolean transposed) {
      if (transposed) {
        operand.viewTransposed(matrix);
      } else {
        operand.view(matrix);
      }
    }

    /** The sums of this part's columns of the right operand. */
    private void sumRows(int part) {
      if (row == null) {
        return;
      }
      int end = b.columns * (part + 1) / parts.length;
      for (int j = b.columns * part / parts.length; j < end; j++) {
        row.values[j] = SumsF32.sum(b.values, j * b.stride, b.rows);
      }
    }
  }
}
