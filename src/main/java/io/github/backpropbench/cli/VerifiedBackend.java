package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.verification.BackendVerification;
import io.github.backpropbench.verification.FixtureVerification;
import io.github.backpropbench.verification.ThreadUse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
  /** Large enough for any library to divide its work among threads. */
  private static final int LARGE = 256;

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
          BackendVerification.of(registry.find(backend), precision, threads);
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
    Map<String, Runnable> computations =
        provider instanceof KernelProvider kernels
            ? products(kernels.create(precision, 1))
            : step(TrainingBackend.of(provider, precision, 1));
    for (Map.Entry<String, Runnable> computation : computations.entrySet()) {
      double ratio = new ThreadUse().ratio(computation.getValue());
      if (ThreadUse.hasOthers(ratio)) {
        String reason =
            String.format(
                Locale.ROOT,
                "it computes on threads of its own, where one thread is allowed: %s takes %.1f times the processor time of the calling thread; if the library cannot be limited, let availability(1) say so",
                computation.getKey(),
                ratio);
        return new VerifiedBackend(
            trainings, worstLossError, worstParameterError, tolerance, List.of(reason));
      }
    }
    return this;
  }

  private static <M> Map<String, Runnable> products(MatrixKernel<M> kernel) {
    M a = kernel.allocate(LARGE, LARGE);
    M b = kernel.allocate(LARGE, LARGE);
    M out = kernel.allocate(LARGE, LARGE);
    return Map.of(
        "multiply", () -> kernel.multiply(a, b, out),
        "multiplyTransposedLeft", () -> kernel.multiplyTransposedLeft(a, b, out),
        "multiplyTransposedRight", () -> kernel.multiplyTransposedRight(a, b, out));
  }

  private static Map<String, Runnable> step(TrainingBackend engine) {
    NetworkShape shape = new NetworkShape(LARGE, LARGE, 10);
    for (LossKind loss : LossKind.values()) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        TrainingSettings settings =
            new TrainingSettings(
                GradientKind.ENGINE, loss, new OptimizerSettings(optimizer, 0), true);
        if (engine.refusal(shape, settings, LARGE).isEmpty()) {
          Training training = engine.start(Problem.random(shape, LARGE, 1, loss), settings, null);
          return Map.of("a step", training::run);
        }
      }
    }
    return Map.of();
  }

  boolean passed() {
    return failures.isEmpty();
  }

  /** Whether it came to a comparison at all. */
  boolean isComplete() {
    return trainings > 0 || passed(); // an engine may refuse all trainings of PyTorch
  }
}
