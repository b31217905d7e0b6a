package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;
import org.ejml.data.DMatrixRMaj;

class EjmlKernelF64Test extends KernelContract<DMatrixRMaj> {

  @Override
  public MatrixKernel<DMatrixRMaj> newKernel() {
    return new EjmlKernelF64(1);
  }
}
