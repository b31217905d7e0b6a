package io.github.backpropbench.backend.blas;

import dev.ludovic.netlib.blas.NativeBLAS;

/** Through netlib's binding, which checks the arguments. */
final class JniRoutinesF32 implements RoutinesF32 {
  private final NativeBLAS netlib;

  JniRoutinesF32(NativeBLAS netlib) {
    this.netlib = netlib;
  }

  @Override
  public void gemm(
      BlasMatrixF32 a,
      boolean aTransposed,
      BlasMatrixF32 b,
      boolean bTransposed,
      BlasMatrixF32 out) {
    netlib.sgemm(
        flag(aTransposed),
        flag(bTransposed),
        out.rows,
        out.columns,
        aTransposed ? a.rows : a.columns,
        1,
        a.values,
        0,
        a.rows,
        b.values,
        0,
        b.rows,
        0,
        out.values,
        0,
        out.rows);
  }

  @Override
  public void gemv(
      BlasMatrixF32 matrix, boolean transposed, BlasMatrixF32 vector, BlasMatrixF32 out) {
    netlib.sgemv(
        flag(transposed),
        matrix.rows,
        matrix.columns,
        1,
        matrix.values,
        0,
        matrix.rows,
        vector.values,
        0,
        1,
        0,
        out.values,
        0,
        1);
  }

  @Override
  public void ger(BlasMatrixF32 x, BlasMatrixF32 y, BlasMatrixF32 out) {
    netlib.sger(out.rows, out.columns, 1, x.values, 0, 1, y.values, 0, 1, out.values, 0, out.rows);
  }

  @Override
  public float sumOfSquares(BlasMatrixF32 x) {
    return netlib.sdot(x.values.length, x.values, 0, 1, x.values, 0, 1);
  }

  private static String flag(boolean transposed) {
    return transposed ? "T" : "N";
  }
}
