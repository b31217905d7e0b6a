package io.github.backpropbench.backend.blas;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;

@NeedsOpenBlas
class BlasKernelF32Test extends KernelContract<BlasMatrixF32> {

  @Override
  public MatrixKernel<BlasMatrixF32> newKernel() {
    return new BlasKernelF32(1);
  }
}
