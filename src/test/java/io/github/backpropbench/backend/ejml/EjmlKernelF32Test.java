package io.github.backpropbench.backend.ejml;

import io.github.backpropbench.backend.KernelContract;
import io.github.backpropbench.kernel.MatrixKernel;
import org.ejml.data.FMatrixRMaj;

class EjmlKernelF32Test extends KernelContract<FMatrixRMaj> {

  @Override
  public MatrixKernel<FMatrixRMaj> newKernel() {
    return new EjmlKernelF32(1);
  }
}
