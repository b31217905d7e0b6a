package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class OjalgoKernelF32Test extends KernelContract<OjalgoMatrixF32> {

  @Override
  public MatrixKernel<OjalgoMatrixF32> newKernel() {
    return new OjalgoKernelF32(1);
  }
}
