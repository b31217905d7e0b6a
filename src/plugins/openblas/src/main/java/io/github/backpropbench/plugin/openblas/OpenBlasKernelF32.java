package io.github.backpropbench.plugin.openblas;

import static org.bytedeco.openblas.global.openblas_nolapack.*;

import io.github.backpropbench.kernel.NativeKernelF32;
import io.github.backpropbench.kernel.NativeMatrixF32;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Uses BLAS for the products and {@code addScaled}, on native memory: JavaCPP copies arrays, so
 * that a product of 64×3×2 (m×k×n) would take 330 ns instead of 140, and one of 1×784×128 15 µs
 * instead of 5. Tried besides: loops over direct buffers for the rest, which take 3.5 times as long
 * as over arrays (a ReLU of 2048 elements: 1.0 µs, and 0.6 with the copies); adding a product to
 * its bias, repeated, by β = 1: 1.3 times the time of a step at 3-2-1 and batch 64, and nothing
 * gained with wide layers.
 */
final class OpenBlasKernelF32 extends NativeKernelF32<OpenBlasKernelF32.Matrix> {
  static final class Matrix extends NativeMatrixF32 {
    final FloatPointer at = new FloatPointer(memory);

    Matrix(int rows, int columns) {
      super(rows, columns);
    }
  }

  @Override
  public Matrix allocate(int rows, int columns) {
    return new Matrix(rows, columns);
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix out) {
    multiply(a, CblasNoTrans, b, CblasNoTrans, out);
  }

  @Override
  public void multiplyTransposedLeft(Matrix a, Matrix b, Matrix out) {
    multiply(a, CblasTrans, b, CblasNoTrans, out);
  }

  @Override
  public void multiplyTransposedRight(Matrix a, Matrix b, Matrix out) {
    multiply(a, CblasNoTrans, b, CblasTrans, out);
  }

  private static void multiply(Matrix a, int aForm, Matrix b, int bForm, Matrix out) {
    int row = CblasRowMajor;
    if (out.columns == 1) {
      cblas_sgemv(row, aForm, a.rows, a.columns, 1, a.at, a.columns, b.at, 1, 0, out.at, 1);
    } else if (out.rows == 1) {
      int form = bForm == CblasTrans ? CblasNoTrans : CblasTrans;
      cblas_sgemv(row, form, b.rows, b.columns, 1, b.at, b.columns, a.at, 1, 0, out.at, 1);
    } else {
      int k = aForm == CblasTrans ? a.rows : a.columns;
      int n = out.columns;
      cblas_sgemm(
          row, aForm, bForm, out.rows, n, k, 1, a.at, a.columns, b.at, b.columns, 0, out.at, n);
    }
  }

  @Override
  public void addScaled(double factor, Matrix a, Matrix into) {
    cblas_saxpy(into.length(), (float) factor, a.at, 1, into.at, 1);
  }
}
