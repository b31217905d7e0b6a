package io.github.backpropbench.kernel;

/**
 * A kernel over a native library, with its matrices in native memory. Operations that the library
 * does not have copy their operands to arrays and their results back: C2 vectorizes loops over
 * arrays, but not over direct buffers, which take several times as long.
 *
 * @param <M> the matrix, which may add what the library's binding takes, such as a pointer
 */
public abstract class NativeKernelF32<M extends NativeMatrixF32> extends RowMajorKernelF32<M> {

  @Override
  public final int rows(M matrix) {
    return matrix.rows;
  }

  @Override
  public final int columns(M matrix) {
    return matrix.columns;
  }

  @Override
  protected final float[] array(M matrix, int row) {
    return matrix.array;
  }

  @Override
  protected final void fetch(M matrix) {
    matrix.memory.get(0, matrix.array);
  }

  @Override
  protected final void store(M matrix) {
    matrix.memory.put(0, matrix.array);
  }

  /** By {@link #addScaled}, which a library mostly has. */
  @Override
  public void momentumUpdate(
      double momentum, double learningRate, M gradient, M velocity, M parameter) {
    scale(momentum, velocity, velocity);
    addScaled(1, gradient, velocity);
    addScaled(-learningRate, velocity, parameter);
  }
}
