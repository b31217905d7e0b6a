package io.github.backpropbench.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A row-major matrix in native memory, for {@link NativeKernelF32}. */
public class NativeMatrixF32 {
  /** As long as a cache line, which is also the widest vector. */
  private static final int ALIGNMENT = 64;

  public final int rows;
  public final int columns;

  /** The elements, row by row, beginning at a cache line. */
  public final FloatBuffer memory;

  final float[] array;

  public NativeMatrixF32(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    array = new float[Math.multiplyExact(rows, columns)];
    // A slice is cut to a whole number of lines at both ends.
    int bytes = Math.addExact(Math.multiplyExact(array.length, Float.BYTES), 2 * ALIGNMENT);
    memory =
        ByteBuffer.allocateDirect(bytes)
            .alignedSlice(ALIGNMENT)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  public final int length() {
    return array.length;
  }
}
