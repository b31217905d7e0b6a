package io.github.backpropbench.backend.blas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.conformance.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;
import org.junit.jupiter.api.Test;

@NeedsOpenBlas
class BlasParallelF64Test extends ParallelContract<BlasMatrixF64> {

  @Override
  public MatrixKernel<BlasMatrixF64> newKernel() {
    return new BlasKernelF64(THREADS);
  }

  @Override
  protected MatrixKernel<BlasMatrixF64> newSingleKernel() {
    return new BlasKernelF64(1);
  }

  /** Its threads are no Java threads; {@link OpenBlasTest} counts them. */
  @Test
  @Override
  protected void soManyThreadsWork() {
    newKernel();
    assertThat(OpenBlas.require().threads().number()).isEqualTo(THREADS);
    newSingleKernel();
    assertThat(OpenBlas.require().threads().number()).isEqualTo(1);
  }
}
