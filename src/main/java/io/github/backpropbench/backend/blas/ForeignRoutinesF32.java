package io.github.backpropbench.backend.blas;

import static io.github.backpropbench.backend.blas.Cblas.BY_COLUMNS;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * Through the foreign function interface, by the C interface of BLAS, which takes numbers by value.
 * The handles are constants, so that a call compiles to a few instructions.
 */
final class ForeignRoutinesF32 implements RoutinesF32 {
  static final MethodType GEMM_TYPE =
      methodType(
          void.class,
          int.class, // order
          int.class, // a transposed
          int.class, // b transposed
          int.class, // m
          int.class, // n
          int.class, // k
          float.class, // α
          Object.class, // a
          int.class,
          Object.class, // b
          int.class,
          float.class, // β
          Object.class, // out
          int.class);

  private static final MethodHandle GEMM = Cblas.link("gemm", GEMM_TYPE, true);

  private static final MethodHandle GEMV =
      Cblas.link(
          "gemv",
          methodType(
              void.class,
              int.class, // order
              int.class, // transposed
              int.class, // rows
              int.class, // columns
              float.class, // α
              Object.class, // matrix
              int.class,
              Object.class, // vector
              int.class,
              float.class, // β
              Object.class, // out
              int.class),
          true);

  private static final MethodHandle GER =
      Cblas.link(
          "ger",
          methodType(
              void.class,
              int.class, // order
              int.class, // rows
              int.class, // columns
              float.class, // α
              Object.class, // x
              int.class,
              Object.class, // y
              int.class,
              Object.class, // out
              int.class),
          true);

  private static final MethodHandle DOT =
      Cblas.link(
          "dot",
          methodType(
              float.class,
              int.class, // length
              Object.class, // x
              int.class,
              Object.class, // y
              int.class),
          true);

  private static final float ZERO = 0;
  private static final float ONE = 1;

  @Override
  public void gemm(
      BlasMatrixF32 a,
      boolean aTransposed,
      BlasMatrixF32 b,
      boolean bTransposed,
      BlasMatrixF32 out) {
    int depth = aTransposed ? a.rows : a.columns;
    require(
        depth == (bTransposed ? b.columns : b.rows)
            && out.rows == (aTransposed ? a.columns : a.rows)
            && out.columns == (bTransposed ? b.rows : b.columns));
    try {
      GEMM.invokeExact(
          BY_COLUMNS,
          Cblas.flag(aTransposed),
          Cblas.flag(bTransposed),
          out.rows,
          out.columns,
          depth,
          ONE,
          a.segment,
          a.rows,
          b.segment,
          b.rows,
          ZERO,
          out.segment,
          out.rows);
    } catch (Throwable e) {
      throw ForeignFunctions.unexpected(e);
    }
  }

  @Override
  public void gemv(
      BlasMatrixF32 matrix, boolean transposed, BlasMatrixF32 vector, BlasMatrixF32 out) {
    require(
        (transposed ? matrix.rows : matrix.columns) <= vector.values.length
            && (transposed ? matrix.columns : matrix.rows) <= out.values.length);
    try {
      GEMV.invokeExact(
          BY_COLUMNS,
          Cblas.flag(transposed),
          matrix.rows,
          matrix.columns,
          ONE,
          matrix.segment,
          matrix.rows,
          vector.segment,
          1,
          ZERO,
          out.segment,
          1);
    } catch (Throwable e) {
      throw ForeignFunctions.unexpected(e);
    }
  }

  @Override
  public void ger(BlasMatrixF32 x, BlasMatrixF32 y, BlasMatrixF32 out) {
    require(out.rows <= x.values.length && out.columns <= y.values.length);
    try {
      GER.invokeExact(
          BY_COLUMNS,
          out.rows,
          out.columns,
          ONE,
          x.segment,
          1,
          y.segment,
          1,
          out.segment,
          out.rows);
    } catch (Throwable e) {
      throw ForeignFunctions.unexpected(e);
    }
  }

  @Override
  public float sumOfSquares(BlasMatrixF32 x) {
    try {
      return (float) DOT.invokeExact(x.values.length, x.segment, 1, x.segment, 1);
    } catch (Throwable e) {
      throw ForeignFunctions.unexpected(e);
    }
  }

  private static void require(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("the operands of a BLAS routine do not fit");
    }
  }
}
