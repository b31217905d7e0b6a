package io.github.backpropbench.backend.vector;

import io.github.backpropbench.conformance.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class VectorParallelF64Test extends ParallelContract<VectorMatrixF64> {

  @Override
  public MatrixKernel<VectorMatrixF64> newKernel() {
    return new ParallelVectorKernelF64(THREADS);
  }

  @Override
  protected MatrixKernel<VectorMatrixF64> newSingleKernel() {
    return new VectorKernelF64();
  }
}
