package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.verification.BackendVerification;
import io.github.backpropbench.verification.FixtureVerification;
import io.github.backpropbench.verification.ThreadUse;
import java.util.List;
import java.util.Locale;

/**
 * What the verification of a backend in one precision found.
 *
 * @param trainings of PyTorch that were repeated; 0 if the backend failed
 * @param failures what is wrong, a sentence each
 */
record VerifiedBackend(
    int trainings,
    double worstLossError,
    double worstParameterError,
    double tolerance,
    List<String> failures) {
  private static final int LARGE = 512;

  VerifiedBackend {
    failures = List.copyOf(failures);
  }

  /** A backend that could not be verified. */
  static VerifiedBackend failed(String reason) {
    return new VerifiedBackend(0, 0, 0, 0, List.of(reason));
  }

  /** Verifies a backend in this JVM. */
  static VerifiedBackend of(
      BackendRegistry registry, String backend, Precision precision, int threads) {
    try {
      BackendVerification verification =
          BackendVerification.of(
              backend, registry.kernels(backend).create(precision, threads), threads);
      FixtureVerification fixtures = verification.fixtures();
      return new VerifiedBackend(
          fixtures.trainings(),
          fixtures.worstLossError(),
          fixtures.worstParameterError(),
          fixtures.tolerance(),
          verification.failures());
    } catch (RuntimeException | LinkageError e) {
      return failed("it failed: " + e);
    }
  }

  /**
   * This verification, with a failure added if the backend does not compute on the calling thread
   * alone.
   */
  VerifiedBackend onOneThread(BackendProvider provider, Precision precision) {
    if (!(provider instanceof KernelProvider kernels)) {
      return this;
    }
    double ratio = new ThreadUse().ratio(product(kernels.create(precision, 1)));
    if (!ThreadUse.hasOthers(ratio)) {
      return this;
    }
    String reason =
        String.format(
            Locale.ROOT,
            "it computes on threads of its own, where one thread is allowed: a product takes %.1f times the processor time of the calling thread; if the library cannot be limited, let availability(1) say so",
            ratio);
    return new VerifiedBackend(
        trainings, worstLossError, worstParameterError, tolerance, List.of(reason));
  }

  /** A product large enough for any library to divide among threads. */
  private static <M> Runnable product(MatrixKernel<M> kernel) {
    M a = kernel.allocate(LARGE, LARGE);
    M b = kernel.allocate(LARGE, LARGE);
    M out = kernel.allocate(LARGE, LARGE);
    return () -> kernel.multiply(a, b, out);
  }

  boolean passed() {
    return failures.isEmpty();
  }

  /** Whether it came to a comparison at all. */
  boolean isComplete() {
    return trainings > 0;
  }
}
