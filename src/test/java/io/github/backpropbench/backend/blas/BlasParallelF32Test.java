package io.github.backpropbench.backend.blas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.conformance.ParallelContract;
import io.github.backpropbench.kernel.MatrixKernel;
import org.junit.jupiter.api.Test;

@NeedsOpenBlas
class BlasParallelF32Test extends ParallelContract<BlasMatrixF32> {

  @Override
  public MatrixKernel<BlasMatrixF32> newKernel() {
    return new BlasKernelF32(THREADS);
  }

  @Override
  protected MatrixKernel<BlasMatrixF32> newSingleKernel() {
    return new BlasKernelF32(1);
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
