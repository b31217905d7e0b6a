package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class VectorKernelF32Test extends KernelContract<VectorMatrixF32> {

  @Override
  public MatrixKernel<VectorMatrixF32> newKernel() {
    return new VectorKernelF32();
  }
}
