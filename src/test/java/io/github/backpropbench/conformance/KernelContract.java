package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backpropbench.kernel.Availability;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a backend with kernels must do, in each precision that it has, on one thread and, if it can,
 * on two. A subclass supplies the provider, and what its library allocates, if it does.
 */
public abstract class KernelContract implements ProviderContract {

  @Override
  public abstract KernelProvider provider();

  /** See {@link KernelUnderTest#forcedBytes}: nothing, by default. */
  protected long forcedBytes(String operation, long resultBytes) {
    return 0;
  }

  /** See {@link KernelUnderTest#longestWarmUp}. */
  protected Duration longestWarmUp() {
    return Duration.ofSeconds(20);
  }

  @Test
  void itHasAKernelForEachPrecisionItNames() {
    provider().availability().require();
    assertThat(provider().precisions()).as("precisions()").isNotEmpty();
    for (Precision precision : provider().precisions()) {
      MatrixKernel<?> kernel = provider().create(precision, 1);
      assertThat(kernel.precision())
          .as("precision() of what create(%s, 1) returned", precision)
          .isEqualTo(precision);
    }
  }

  @Nested
  class Float32 extends OneThread {
    Float32() {
      super(Precision.F32);
    }
  }

  @Nested
  class Float64 extends OneThread {
    Float64() {
      super(Precision.F64);
    }
  }

  @Nested
  class Float32OnTwoThreads extends TwoThreads {
    Float32OnTwoThreads() {
      super(Precision.F32);
    }
  }

  @Nested
  class Float64OnTwoThreads extends TwoThreads {
    Float64OnTwoThreads() {
      super(Precision.F64);
    }
  }

  /** On one thread, in one precision. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract class OneThread extends OperationsContract<Object> {
    private final Precision precision;

    OneThread(Precision precision) {
      this.precision = precision;
    }

    @BeforeAll
    void itIsThere() {
      assumeKernel(precision, 1);
    }

    @Override
    public MatrixKernel<Object> newKernel() {
      return kernel(precision, 1);
    }

    @Override
    public long forcedBytes(String operation, long resultBytes) {
      return KernelContract.this.forcedBytes(operation, resultBytes);
    }

    @Override
    public Duration longestWarmUp() {
      return KernelContract.this.longestWarmUp();
    }
  }

  /** On two threads, in one precision. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract class TwoThreads extends ParallelContract<Object> {
    private final Precision precision;

    TwoThreads(Precision precision) {
      this.precision = precision;
    }

    @BeforeAll
    void itIsThere() {
      assumeKernel(precision, THREADS);
    }

    @Override
    public MatrixKernel<Object> newKernel() {
      return kernel(precision, THREADS);
    }

    @Override
    protected MatrixKernel<Object> newSingleKernel() {
      return kernel(precision, 1);
    }
  }

  /** Skips the tests of what the backend does not have. */
  private void assumeKernel(Precision precision, int threads) {
    String label = precision.label();
    assumeTrue(provider().precisions().contains(precision), "it does not compute in " + label);
    Availability availability = provider().availability(threads);
    assumeTrue(availability.isAvailable(), availability.reason());
  }

  @SuppressWarnings("unchecked") // its matrices come from it and go to it alone
  private MatrixKernel<Object> kernel(Precision precision, int threads) {
    return (MatrixKernel<Object>) provider().create(precision, threads);
  }
}
