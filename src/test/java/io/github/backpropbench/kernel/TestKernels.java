package io.github.backpropbench.kernel;

import io.github.backpropbench.backend.arrays.ArraysProvider;

/** Kernels for tests that are about something else than kernels. */
public final class TestKernels {

  private TestKernels() {}

  /** A float64 kernel that refuses wrong shapes. */
  public static MatrixKernel<?> checked() {
    return checked(unchecked(Precision.F64));
  }

  /** A kernel as it is measured. */
  public static MatrixKernel<?> unchecked(Precision precision) {
    return new ArraysProvider().create(precision);
  }

  /** A kernel with a fault. */
  public static MatrixKernel<?> wrong(WrongKernel.Fault fault, Precision precision) {
    return WrongKernel.of(unchecked(precision), fault);
  }

  private static <M> MatrixKernel<M> checked(MatrixKernel<M> kernel) {
    return new CheckedKernel<>(kernel);
  }
}
