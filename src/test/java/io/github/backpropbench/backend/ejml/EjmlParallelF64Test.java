package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.backend.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;
import org.ejml.data.DMatrixRMaj;

class EjmlParallelF64Test extends ParallelContract<DMatrixRMaj> {

  @Override
  public MatrixKernel<DMatrixRMaj> newKernel() {
    return new EjmlKernelF64(THREADS);
  }

  @Override
  protected MatrixKernel<DMatrixRMaj> newSingleKernel() {
    return new EjmlKernelF64(1);
  }
}
