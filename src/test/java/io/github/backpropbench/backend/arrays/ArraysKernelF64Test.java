package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class ArraysKernelF64Test extends KernelContract<ArraysMatrixF64> {

  @Override
  public MatrixKernel<ArraysMatrixF64> newKernel() {
    return new ArraysKernelF64();
  }
}
