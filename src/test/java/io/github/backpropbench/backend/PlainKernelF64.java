package io.github.backpropbench.backend;

import io.github.backpropbench.kernel.RowMajorKernelF64;

/** As small as a kernel can be, with one array for each matrix. */
class PlainKernelF64 extends RowMajorKernelF64<PlainKernelF64.Matrix> {

  record Matrix(int rows, int columns, double[] values) {}

  @Override
  public Matrix allocate(int rows, int columns) {
    return new Matrix(rows, columns, new double[rows * columns]);
  }

  @Override
  public int rows(Matrix matrix) {
    return matrix.rows;
  }

  @Override
  public int columns(Matrix matrix) {
    return matrix.columns;
  }

  @Override
  protected double[] array(Matrix matrix, int row) {
    return matrix.values;
  }

  @Override
  public void multiply(Matrix a, Matrix b, Matrix out) {
    for (int i = 0; i < out.rows; i++) {
      for (int j = 0; j < out.columns; j++) {
        double sum = 0;
        for (int p = 0; p < a.columns; p++) {
          sum += a.values[i * a.columns + p] * b.values[p * b.columns + j];
        }
        out.values[i * out.columns + j] = sum;
      }
    }
  }

  @Override
  public void multiplyTransposedLeft(Matrix a, Matrix b, Matrix out) {
    for (int i = 0; i < out.rows; i++) {
      for (int j = 0; j < out.columns; j++) {
        double sum = 0;
        for (int p = 0; p < a.rows; p++) {
          sum += a.values[p * a.columns + i] * b.values[p * b.columns + j];
        }
        out.values[i * out.columns + j] = sum;
      }
    }
  }

  @Override
  public void multiplyTransposedRight(Matrix a, Matrix b, Matrix out) {
    for (int i = 0; i < out.rows; i++) {
      for (int j = 0; j < out.columns; j++) {
        double sum = 0;
        for (int p = 0; p < a.columns; p++) {
          sum += a.values[i * a.columns + p] * b.values[j * b.columns + p];
        }
        out.values[i * out.columns + j] = sum;
      }
    }
  }
}
