package io.github.backpropbench.backend;

import io.github.backpropbench.conformance.OperationsContract;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.NativeKernelF64;
import io.github.backpropbench.kernel.NativeMatrixF64;
import io.github.backpropbench.kernel.RowMajorKernelF64;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The loops that adapters inherit, over each way to store a matrix. */
class RowMajorKernelTest {

  @Nested
  @Tag("slow")
  class OneArrayForEachRow extends OperationsContract<double[][]> {
    @Override
    public MatrixKernel<double[][]> newKernel() {
      return new RowsKernel();
    }
  }

  @Nested
  @Tag("slow")
  class NativeMemory extends OperationsContract<NativeMatrixF64> {
    @Override
    public MatrixKernel<NativeMatrixF64> newKernel() {
      return new MemoryKernel();
    }
  }

  private static final class RowsKernel extends RowMajorKernelF64<double[][]> {
    @Override
    public double[][] allocate(int rows, int columns) {
      return new double[rows][columns];
    }

    @Override
    public int rows(double[][] matrix) {
      return matrix.length;
    }

    @Override
    public int columns(double[][] matrix) {
      return matrix[0].length;
    }

    @Override
    protected double[] array(double[][] matrix, int row) {
      return matrix[row];
    }

    @Override
    protected int arrays(double[][] matrix) {
      return matrix.length;
    }

    @Override
    public void multiply(double[][] a, double[][] b, double[][] out) {
      for (int i = 0; i < out.length; i++) {
        for (int j = 0; j < out[0].length; j++) {
          double sum = 0;
          for (int p = 0; p < b.length; p++) {
            sum += a[i][p] * b[p][j];
          }
          out[i][j] = sum;
        }
      }
    }

    @Override
    public void multiplyTransposedLeft(double[][] a, double[][] b, double[][] out) {
      for (int i = 0; i < out.length; i++) {
        for (int j = 0; j < out[0].length; j++) {
          double sum = 0;
          for (int p = 0; p < b.length; p++) {
            sum += a[p][i] * b[p][j];
          }
          out[i][j] = sum;
        }
      }
    }

    @Override
    public void multiplyTransposedRight(double[][] a, double[][] b, double[][] out) {
      for (int i = 0; i < out.length; i++) {
        for (int j = 0; j < out[0].length; j++) {
          double sum = 0;
          for (int p = 0; p < a[0].length; p++) {
            sum += a[i][p] * b[j][p];
          }
          out[i][j] = sum;
        }
      }
    }
  }

  private static final class MemoryKernel extends NativeKernelF64<NativeMatrixF64> {
    private final PlainKernelF64 plain = new PlainKernelF64();

    @Override
    public NativeMatrixF64 allocate(int rows, int columns) {
      return new NativeMatrixF64(rows, columns);
    }

    @Override
    public void multiply(NativeMatrixF64 a, NativeMatrixF64 b, NativeMatrixF64 out) {
      plain.multiply(read(a), read(b), written(out));
      store(out);
    }

    @Override
    public void multiplyTransposedLeft(NativeMatrixF64 a, NativeMatrixF64 b, NativeMatrixF64 out) {
      plain.multiplyTransposedLeft(read(a), read(b), written(out));
      store(out);
    }

    @Override
    public void multiplyTransposedRight(NativeMatrixF64 a, NativeMatrixF64 b, NativeMatrixF64 out) {
      plain.multiplyTransposedRight(read(a), read(b), written(out));
      store(out);
    }

    private PlainKernelF64.Matrix read(NativeMatrixF64 matrix) {
      fetch(matrix);
      return written(matrix);
    }

    private PlainKernelF64.Matrix written(NativeMatrixF64 matrix) {
      return new PlainKernelF64.Matrix(matrix.rows, matrix.columns, array(matrix, 0));
    }

    /** The arrays hold NaN, so what is not fetched shows. */
    @Override
    public void upload(double[] rowMajor, NativeMatrixF64 into) {
      super.upload(rowMajor, into);
      Arrays.fill(array(into, 0), Double.NaN);
    }
  }
}
