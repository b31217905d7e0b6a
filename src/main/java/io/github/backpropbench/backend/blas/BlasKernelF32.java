package io.github.backpropbench.backend.blas;

import io.github.backpropbench.kernel.AdamSchedule;
import io.github.backpropbench.kernel.ElementLoopsF32;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.RowLoopsF32;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Products always use OpenBLAS: this backend stands for the library, including the cost of its
 * calls. Other operations use whichever is faster: C2 vectorizes element-wise loops as well as
 * OpenBLAS does, but not sums, whose order it must keep. So long sums go to OpenBLAS and everything
 * else to loops. How long depends on what a call costs: see {@link Binding}.
 */
public final class BlasKernelF32 implements MatrixKernel<BlasMatrixF32> {
  private final Binding binding;
  private final RoutinesF32 blas;

  /** Ones, as many as the tallest matrix so far has rows. */
  private BlasMatrixF32 ones = new BlasMatrixF32(0, 1);

  /**
   * @param threads of OpenBLAS; the loops use one
   */
  public BlasKernelF32(int threads) {
    binding = Binding.inUse();
    blas = RoutinesF32.onThreads(threads, binding);
  }

  @Override
  public Precision precision() {
    return Precision.F32;
  }

  @Override
  public BlasMatrixF32 allocate(int rows, int columns) {
    return new BlasMatrixF32(rows, columns);
  }

  @Override
  public int rows(BlasMatrixF32 matrix) {
    return matrix.rows;
  }

  @Override
  public int columns(BlasMatrixF32 matrix) {
    return matrix.columns;
  }

  @Override
  public void upload(double[] rowMajor, BlasMatrixF32 into) {
    for (int i = 0; i < into.rows; i++) {
      for (int j = 0; j < into.columns; j++) {
        into.values[i + j * into.rows] = (float) rowMajor[i * into.columns + j];
      }
    }
  }

  @Override
  public void download(BlasMatrixF32 from, double[] rowMajor) {
    for (int i = 0; i < from.rows; i++) {
      for (int j = 0; j < from.columns; j++) {
        rowMajor[i * from.columns + j] = from.values[i + j * from.rows];
      }
    }
  }

  @Override
  public void multiply(BlasMatrixF32 a, BlasMatrixF32 b, BlasMatrixF32 out) {
    multiply(a, false, b, false, out);
  }

  @Override
  public void multiplyTransposedLeft(BlasMatrixF32 a, BlasMatrixF32 b, BlasMatrixF32 out) {
    multiply(a, true, b, false, out);
  }

  @Override
  public void multiplyTransposedRight(BlasMatrixF32 a, BlasMatrixF32 b, BlasMatrixF32 out) {
    multiply(a, false, b, true, out);
  }

  /** By the routine that fits: matrix by vector, vector by vector, or matrix by matrix. */
  private void multiply(
      BlasMatrixF32 a,
      boolean aTransposed,
      BlasMatrixF32 b,
      boolean bTransposed,
      BlasMatrixF32 out) {
    int depth = aTransposed ? a.rows : a.columns;
    if (out.columns == 1) {
      multiplyVector(a, aTransposed, b, out);
    } else if (out.rows == 1) {
      // outᵀ = bᵀ·aᵀ; a vector and its transpose have the same layout.
      multiplyVector(b, !bTransposed, a, out);
    } else if (depth == 1 && out.columns < binding.narrow) {
      Arrays.fill(out.values, 0);
      blas.ger(a, b, out);
    } else {
      blas.gemm(a, aTransposed, b, bTransposed, out);
    }
  }

  /**
   * With β = 0, a NaN in {@code out} must be overwritten. Some releases of OpenBLAS multiplied it
   * instead on some processors (its issues 929 and 2496), so {@code out} is cleared first.
   */
  private void multiplyVector(
      BlasMatrixF32 matrix, boolean transposed, BlasMatrixF32 vector, BlasMatrixF32 out) {
    Arrays.fill(out.values, 0);
    blas.gemv(matrix, transposed, vector, out);
  }

  @Override
  public void addRow(BlasMatrixF32 a, BlasMatrixF32 row, BlasMatrixF32 out) {
    RowLoopsF32.addRowByColumn(a.values, row.values, out.values, a.rows);
  }

  @Override
  public void relu(BlasMatrixF32 a, BlasMatrixF32 out) {
    ElementLoopsF32.relu(a.values, out.values);
  }

  @Override
  public void reluGradient(BlasMatrixF32 upstream, BlasMatrixF32 input, BlasMatrixF32 out) {
    ElementLoopsF32.reluGradient(upstream.values, input.values, out.values);
  }

  @Override
  public void subtract(BlasMatrixF32 a, BlasMatrixF32 b, BlasMatrixF32 out) {
    ElementLoopsF32.subtract(a.values, b.values, out.values);
  }

  @Override
  public void scale(double factor, BlasMatrixF32 a, BlasMatrixF32 out) {
    ElementLoopsF32.scale((float) factor, a.values, out.values);
  }

  @Override
  public double sumOfSquares(BlasMatrixF32 a) {
    return a.values.length < binding.dotFrom ? SumsF32.ofSquares(a.values) : blas.sumOfSquares(a);
  }

  @Override
  public void sumRows(BlasMatrixF32 a, BlasMatrixF32 out) {
    if (a.rows == 1) {
      copy(a, out);
    } else if (a.values.length >= binding.productWithOnesFrom) {
      multiplyVector(a, true, ones(a.rows), out);
    } else {
      for (int j = 0; j < a.columns; j++) {
        out.values[j] = SumsF32.of(a.values, j * a.rows, (j + 1) * a.rows);
      }
    }
  }

  private BlasMatrixF32 ones(int length) {
    if (ones.values.length < length) {
      ones = new BlasMatrixF32(length, 1);
      Arrays.fill(ones.values, 1);
    }
    return ones;
  }

  @Override
  public void addScaled(double factor, BlasMatrixF32 a, BlasMatrixF32 into) {
    ElementLoopsF32.addScaled((float) factor, a.values, into.values);
  }

  @Override
  public void adamUpdate(
      AdamSchedule schedule,
      BlasMatrixF32 gradient,
      BlasMatrixF32 firstMoment,
      BlasMatrixF32 secondMoment,
      BlasMatrixF32 parameter) {
    ElementLoopsF32.adamUpdate(
        schedule, gradient.values, firstMoment.values, secondMoment.values, parameter.values);
  }

  @Override
  public void momentumUpdate(
      double momentum,
      double learningRate,
      BlasMatrixF32 gradient,
      BlasMatrixF32 velocity,
      BlasMatrixF32 parameter) {
    ElementLoopsF32.momentumUpdate(
        (float) momentum, (float) learningRate, gradient.values, velocity.values, parameter.values);
  }

  @Override
  public void copyRows(BlasMatrixF32 from, int[] rows, int first, BlasMatrixF32 out) {
    RowLoopsF32.copyRowsByColumn(
        from.values, from.rows, rows, first, out.values, out.rows, out.columns);
  }

  @Override
  public double crossEntropy(BlasMatrixF32 logits, BlasMatrixF32 target, BlasMatrixF32 gradient) {
    return RowLoopsF32.crossEntropy(
        logits.values, target.values, gradient.values, logits.rows, logits.columns, 1, logits.rows);
  }

  @Override
  public void copy(BlasMatrixF32 a, BlasMatrixF32 out) {
    System.arraycopy(a.values, 0, out.values, 0, out.values.length);
  }

  @Override
  public void affineRelu(
      BlasMatrixF32 a,
      BlasMatrixF32 b,
      @Nullable BlasMatrixF32 row,
      BlasMatrixF32 hidden,
      BlasMatrixF32 out) {
    multiply(a, b, hidden);
    if (row == null) {
      relu(hidden, out);
    } else {
      RowLoopsF32.addRowReluByColumn(hidden.values, row.values, out.values, a.rows);
    }
  }

  @Override
  public double squaredError(BlasMatrixF32 a, BlasMatrixF32 b, BlasMatrixF32 gradient) {
    ElementLoopsF32.squaredErrorGradient(a.values, b.values, gradient.values);
    return sumOfSquares(gradient) / 4;
  }
}
