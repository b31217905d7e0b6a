package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.backend.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;
import org.ejml.data.FMatrixRMaj;

class EjmlParallelF32Test extends ParallelContract<FMatrixRMaj> {

  @Override
  public MatrixKernel<FMatrixRMaj> newKernel() {
    return new EjmlKernelF32(THREADS);
  }

  @Override
  protected MatrixKernel<FMatrixRMaj> newSingleKernel() {
    return new EjmlKernelF32(1);
  }
}
