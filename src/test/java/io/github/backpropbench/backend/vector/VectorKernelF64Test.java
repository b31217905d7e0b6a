package io.github.backpropbench.backend.vector;

import io.github.backpropbench.conformance.OperationsContract;
import io.github.backpropbench.kernel.MatrixKernel;
import java.util.Arrays;

class VectorKernelF64Test extends OperationsContract<VectorMatrixF64> {

  /** Its matrices' padding is NaN: whatever takes padding for an element is found out. */
  @Override
  public MatrixKernel<VectorMatrixF64> newKernel() {
    return new VectorKernelF64() {
      @Override
      public VectorMatrixF64 allocate(int rows, int columns) {
        VectorMatrixF64 matrix = super.allocate(rows, columns);
        Arrays.fill(matrix.values, Double.NaN);
        for (int j = 0; j < matrix.runs(); j++) {
          int start = j * matrix.stride;
          Arrays.fill(matrix.values, start, start + matrix.runLength(), 0);
        }
        return matrix;
      }
    };
  }

  @Override
  public int[][] largerProducts() {
    return NarrowShapes.all();
  }
}
