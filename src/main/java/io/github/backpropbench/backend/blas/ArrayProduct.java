package io.github.backpropbench.backend.blas;

/** On arrays of the heap, by the routine that the kernel calls. */
final class ArrayProduct implements NativeProduct {
  private final RoutinesF32 blas;
  private final BlasMatrixF32 a;
  private final BlasMatrixF32 b;
  private final BlasMatrixF32 out = new BlasMatrixF32(SIZE, SIZE);

  ArrayProduct(Binding binding, double[] a, double[] b) {
    blas = RoutinesF32.onThreads(1, binding);
    this.a = matrix(a);
    this.b = matrix(b);
  }

  private static BlasMatrixF32 matrix(double[] rowMajor) {
    BlasMatrixF32 matrix = new BlasMatrixF32(SIZE, SIZE);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        matrix.values[i + j * SIZE] = (float) rowMajor[i * SIZE + j];
      }
    }
    return matrix;
  }

  @Override
  public void multiply() {
    blas.gemm(a, false, b, false, out);
  }

  @Override
  public double[] result() {
    double[] rowMajor = new double[SIZE * SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        rowMajor[i * SIZE + j] = out.values[i + j * SIZE];
      }
    }
    return rowMajor;
  }
}
