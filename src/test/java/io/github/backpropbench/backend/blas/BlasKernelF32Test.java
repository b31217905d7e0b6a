package io.github.backpropbench.backend.blas;

import io.github.backpropbench.conformance.OperationsContract;
import io.github.backpropbench.kernel.MatrixKernel;

@NeedsOpenBlas
class BlasKernelF32Test extends OperationsContract<BlasMatrixF32> {

  @Override
  public MatrixKernel<BlasMatrixF32> newKernel() {
    return new BlasKernelF32(1);
  }
}
