package io.github.backpropbench.backend.blas;

import io.github.backpropbench.conformance.OperationsContract;
import io.github.backpropbench.kernel.MatrixKernel;

@NeedsOpenBlas
class BlasKernelF64Test extends OperationsContract<BlasMatrixF64> {

  @Override
  public MatrixKernel<BlasMatrixF64> newKernel() {
    return new BlasKernelF64(1);
  }
}
