package io.github.backpropbench.backend.vector;

import io.github.backpropbench.conformance.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class VectorParallelF32Test extends ParallelContract<VectorMatrixF32> {

  @Override
  public MatrixKernel<VectorMatrixF32> newKernel() {
    return new ParallelVectorKernelF32(THREADS);
  }

  @Override
  protected MatrixKernel<VectorMatrixF32> newSingleKernel() {
    return new VectorKernelF32();
  }
}
