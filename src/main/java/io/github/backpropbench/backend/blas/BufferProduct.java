package io.github.backpropbench.backend.blas;

import io.github.backpropbench.kernel.NativeMatrixF32;
import java.lang.invoke.MethodHandle;

/** On memory outside the heap, by the foreign function interface. */
final class BufferProduct implements NativeProduct {
  private static final MethodHandle GEMM = Cblas.link("gemm", ForeignRoutinesF32.GEMM_TYPE, false);

  private final NativeMatrixF32 out = new NativeMatrixF32(SIZE, SIZE);
  private final Object aSegment;
  private final Object bSegment;
  private final Object outSegment = ForeignFunctions.segment(out.memory);

  BufferProduct(double[] a, double[] b) {
    aSegment = segment(a);
    bSegment = segment(b);
  }

  private static Object segment(double[] rowMajor) {
    NativeMatrixF32 matrix = new NativeMatrixF32(SIZE, SIZE);
    for (int i = 0; i < rowMajor.length; i++) {
      matrix.memory.put(i, (float) rowMajor[i]);
    }
    return ForeignFunctions.segment(matrix.memory); // keeps the memory
  }

  @Override
  public void multiply() {
    try {
      GEMM.invokeExact(
          Cblas.BY_ROWS,
          Cblas.flag(false),
          Cblas.flag(false),
          SIZE,
          SIZE,
          SIZE,
          1f,
          aSegment,
          SIZE,
          bSegment,
          SIZE,
          0f,
          outSegment,
          SIZE);
    } catch (Throwable e) {
      throw ForeignFunctions.unexpected(e);
    }
  }

  @Override
  public double[] result() {
    double[] rowMajor = new double[SIZE * SIZE];
    for (int i = 0; i < rowMajor.length; i++) {
      rowMajor[i] = out.memory.get(i);
    }
    return rowMajor;
  }
}
