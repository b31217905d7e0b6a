package io.github.backpropbench.backend.vector;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The same operations on several threads. Products are divided, with what is done to their results
 * at once: each thread computes some rows of the result, all its columns. All else waits for memory
 * more than for a processor, or is small, and stays on the calling thread; so do the products of
 * less than {@value #WORTH_MULTIPLICATIONS} multiplications, or with an inner dimension of at most
 * {@value NarrowProductF32#DEEPEST}, or of less than a tile's height for each thread.
 */
public final class ParallelVectorKernelF32 extends VectorKernelF32 {
  /** A few microseconds of work: several times what it takes to hand it over and to wait for it. */
  private static final long WORTH_MULTIPLICATIONS = 1 << 18;

  private final Team team;
  private final Products products;

  /**
   * @param threads at least 2
   */
  ParallelVectorKernelF32(int threads) {
    team = Team.of(threads);
    products = new Products(threads);
  }

  @Override
  public void multiply(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (products.areWorthIt(a.columns, out)) {
      products.set(What.PRODUCT, a, false, b, false, out);
      team.run(products);
    } else {
      super.multiply(a, b, out);
    }
  }

  @Override
  public void multiplyTransposedLeft(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (products.areWorthIt(a.rows, out)) {
      products.set(What.PRODUCT, a, true, b, false, out);
      team.run(products);
    } else {
      super.multiplyTransposedLeft(a, b, out);
    }
  }

  @Override
  public void multiplyTransposedRight(VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 out) {
    if (products.areWorthIt(a.columns, out)) {
      products.set(What.PRODUCT, a, false, b, true, out);
      team.run(products);
    } else {
      super.multiplyTransposedRight(a, b, out);
    }
  }

  @Override
  public void affine(
      VectorMatrixF32 a, VectorMatrixF32 b, @Nullable VectorMatrixF32 row, VectorMatrixF32 out) {
    if (products.areWorthIt(a.columns, out)) {
      products.set(What.AFFINE, a, false, b, false, out);
      products.row = row;
      team.run(products);
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
    if (products.areWorthIt(a.columns, out)) {
      products.set(What.AFFINE_RELU, a, false, b, false, out);
      products.row = row;
      products.other = hidden;
      team.run(products);
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
    if (products.areWorthIt(a.rows, bGradient)) {
      products.set(What.GRADIENT, a, true, upstream, false, bGradient);
      products.row = rowGradient;
      team.run(products);
    } else {
      super.affineGradient(a, upstream, bGradient, rowGradient);
    }
  }

  @Override
  public void reluGradientOfProduct(
      VectorMatrixF32 a, VectorMatrixF32 b, VectorMatrixF32 input, VectorMatrixF32 out) {
    if (products.areWorthIt(a.columns, out)) {
      products.set(What.MASKED, a, false, b, true, out);
      products.other = input;
      team.run(products);
    } else {
      super.reluGradientOfProduct(a, b, input, out);
    }
  }

  /** What is computed beside a product. */
  private enum What {
    PRODUCT,
    AFFINE,
    AFFINE_RELU,
    GRADIENT,
    MASKED
  }

  /** The product that is to be computed, with a thread's own room for each part. */
  private static final class Products implements Team.Task {
    private final ProductF32[] parts;
    private What what = What.PRODUCT;
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
     * Whether a product is worth to be divided.
     *
     * @param depth the inner dimension
     */
    boolean areWorthIt(int depth, VectorMatrixF32 result) {
      return depth > NarrowProductF32.DEEPEST
          && result.runLength() >= parts.length * TileF32.HEIGHT
          && (long) depth * result.rows * result.columns >= WORTH_MULTIPLICATIONS;
    }

    void set(
        What next,
        VectorMatrixF32 left,
        boolean leftTransposed,
        VectorMatrixF32 right,
        boolean rightTransposed,
        VectorMatrixF32 result) {
      what = next;
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
      switch (what) {
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
