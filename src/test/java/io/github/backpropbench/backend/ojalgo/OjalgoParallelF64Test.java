package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.backend.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class OjalgoParallelF64Test extends ParallelContract<OjalgoMatrixF64> {

  @Override
  public MatrixKernel<OjalgoMatrixF64> newKernel() {
    return new OjalgoKernelF64(THREADS);
  }

  @Override
  protected MatrixKernel<OjalgoMatrixF64> newSingleKernel() {
    return new OjalgoKernelF64(1);
  }
}
