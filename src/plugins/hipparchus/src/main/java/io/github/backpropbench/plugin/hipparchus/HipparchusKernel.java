package io.github.backpropbench.plugin.hipparchus;

import io.github.backpropbench.kernel.RowMajorKernelF64;
import java.util.Arrays;
import org.hipparchus.linear.ArrayRealVector;

/**
 * Products by the library's vectors over rows, which work in place: {@code combineToSelf} in a loop
 * that C2 vectorizes, {@code dotProduct} for narrow products. Tried as A·B at 64×3×2, 64×64×32 and
 * 64×784×128 (m×k×n), in µs: this 0.35, 53 and 2200; {@code Array2DRowRealMatrix} 1.8, 71 and 5300,
 * row by row with {@code preMultiply} 0.77, 77 and 7900; {@code BlockRealMatrix}, which gives its
 * elements as copies only, 0.56, 112 and 4500. As A·Bᵀ: this 0.34, 68 and 5200; {@code
 * multiplyTransposed} 1.4, 68 and 5000, of blocks 0.57, 78 and 3100.
 */
final class HipparchusKernel extends RowMajorKernelF64<HipparchusKernel.Matrix> {
  /** Products with fewer columns are at least as fast as dot products. */
  private static final int WIDE = 16;

  /** Arrays and the vectors over them; room for the transpose of a narrow matrix. */
  record Matrix(double[][] values, ArrayRealVector[] rows, Matrix transpose) {
    Matrix(double[][] values, Matrix transpose) {
      this(values, new ArrayRealVector[values.length], transpose);
      Arrays.setAll(rows, i -> new ArrayRealVector(values[i], false));
    }
  }

  @Override
  public Matrix allocate(int rows, int columns) {
    Matrix transpose = columns < WIDE ? new Matrix(new double[columns][rows], null) : null;
    return new Matrix(new double[rows][columns], transpose);
  }

  @Override
  public int columns(Matrix matrix) {
    return matrix.values[0].length;
  }

  @Override
  protected double[] array(Matrix matrix, int row) {
    return matrix.values[row];
  }

  @Override
  protected int arrays(Matrix matrix) {
    return matrix.values.length;
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix out) {
    if (b.transpose != null) {
      for (int i = 0; i < b.rows.length; i++) {
        for (int j = 0; j < b.transpose.rows.length; j++) {
          b.transpose.values[j][i] = b.values[i][j];
        }
      }
      multiplyTransposedRight(a, b.transpose, out);
      return;
    }
    for (int i = 0; i < a.values.length; i++) {
      out.rows[i].set(0);
      for (int p = 0; p < b.rows.length; p++) {
        out.rows[i].combineToSelf(1, a.values[i][p], b.rows[p]);
      }
    }
  }

  @Override
  public void multiplyTransposedLeft(Matrix a, Matrix b, Matrix out) {
    for (int i = 0; i < out.rows.length; i++) {
      out.rows[i].set(0);
      for (int p = 0; p < b.rows.length; p++) {
        out.rows[i].combineToSelf(1, a.values[p][i], b.rows[p]);
      }
    }
  }

  @Override
  public void multiplyTransposedRight(Matrix a, Matrix b, Matrix out) {
    for (int i = 0; i < a.rows.length; i++) {
      for (int j = 0; j < b.rows.length; j++) {
        out.values[i][j] = a.rows[i].dotProduct(b.rows[j]);
      }
    }
  }
}
