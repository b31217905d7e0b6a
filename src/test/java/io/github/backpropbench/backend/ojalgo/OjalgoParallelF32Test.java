package io.github.backpropbench.backend.ojalgo;

import io.github.backpropbench.backend.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;

class OjalgoParallelF32Test extends ParallelContract<OjalgoMatrixF32> {

  @Override
  public MatrixKernel<OjalgoMatrixF32> newKernel() {
    return new OjalgoKernelF32(THREADS);
  }

  @Override
  protected MatrixKernel<OjalgoMatrixF32> newSingleKernel() {
    return new OjalgoKernelF32(1);
  }
}
