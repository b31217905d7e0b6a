package io.github.backpropbench.backend;

import io.github.backpropbench.conformance.OperationsContract;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.RowMajorKernelF64;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;

/** The loops that adapters inherit, over each way to store a matrix. */
class RowMajorKernelTest {

  @Nested
  class OneArrayForEachRow extends OperationsContract<double[][]> {
    @Override
    public MatrixKernel<double[][]> newKernel() {
      return new RowsKernel();
    }
  }

  @Nested
  class OneArrayWithMemoryBehindIt extends OperationsContract<CopiedKernel.Copied> {
    @Override
    public MatrixKernel<CopiedKernel.Copied> newKernel() {
      return new CopiedKernel();
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

  /** The arrays hold NaN between operations, so what is not fetched shows. */
  private static final class CopiedKernel extends RowMajorKernelF64<CopiedKernel.Copied> {
    record Copied(PlainKernelF64.Matrix matrix, DoubleBuffer memory) {}

    private final PlainKernelF64 plain = new PlainKernelF64();

    @Override
    public Copied allocate(int rows, int columns) {
      return new Copied(plain.allocate(rows, columns), DoubleBuffer.allocate(rows * columns));
    }

    @Override
    public int rows(Copied matrix) {
      return matrix.matrix.rows();
    }

    @Override
    public int columns(Copied matrix) {
      return matrix.matrix.columns();
    }

    @Override
    protected double[] array(Copied matrix, int row) {
      return matrix.matrix.values();
    }

    @Override
    protected void fetch(Copied matrix) {
      matrix.memory.get(0, matrix.matrix.values());
    }

    @Override
    protected void store(Copied matrix) {
      matrix.memory.put(0, matrix.matrix.values());
      Arrays.fill(matrix.matrix.values(), Double.NaN);
    }

    @Override
    public void multiply(Copied a, Copied b, Copied out) {
      fetch(a);
      fetch(b);
      plain.multiply(a.matrix, b.matrix, out.matrix);
      store(out);
    }

    @Override
    public void multiplyTransposedLeft(Copied a, Copied b, Copied out) {
      fetch(a);
      fetch(b);
      plain.multiplyTransposedLeft(a.matrix, b.matrix, out.matrix);
      store(out);
    }

    @Override
    public void multiplyTransposedRight(Copied a, Copied b, Copied out) {
      fetch(a);
      fetch(b);
      plain.multiplyTransposedRight(a.matrix, b.matrix, out.matrix);
      store(out);
    }
  }
}
