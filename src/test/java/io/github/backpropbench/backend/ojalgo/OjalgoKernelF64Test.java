package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class OjalgoKernelF64Test extends KernelContract<OjalgoMatrixF64> {

  @Override
  public MatrixKernel<OjalgoMatrixF64> newKernel() {
    return new OjalgoKernelF64(1);
  }
}
