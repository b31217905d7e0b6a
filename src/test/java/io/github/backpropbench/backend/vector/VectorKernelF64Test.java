package io.github.backpropbench.backend.vector;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class VectorKernelF64Test extends KernelContract<VectorMatrixF64> {

  @Override
  public MatrixKernel<VectorMatrixF64> newKernel() {
    return new VectorKernelF64();
  }
}
