package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class ArraysKernelF32Test extends KernelContract<ArraysMatrixF32> {

  @Override
  public MatrixKernel<ArraysMatrixF32> newKernel() {
    return new ArraysKernelF32();
  }
}
