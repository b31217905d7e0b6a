package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.LossKind;
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
  private static final NetworkShape LARGE = new NetworkShape(512, 256, 10);

  private static final int ROWS = 256;
  private static final double SMALL_RATE = 1e-9;

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
    TrainingBackend backend = TrainingBackend.of(provider, precision, 1);
    GradientKind gradient = backend.exactGradients().get(0);
    for (LossKind loss : LossKind.values()) {
      TrainingSettings settings =
          new TrainingSettings(
              gradient, loss, new OptimizerSettings(OptimizerKind.SGD, SMALL_RATE), true);
      if (backend.refusal(LARGE, settings, ROWS).isEmpty()) {
        Problem problem = Problem.random(LARGE, ROWS, 1, loss);
        return onOneThread(backend.start(problem, settings, null));
      }
    }
    return this;
  }

  private VerifiedBackend onOneThread(Training training) {
    double ratio = new ThreadUse().ratio(training::run);
    if (!ThreadUse.hasOthers(ratio)) {
      return this;
    }
    String reason =
        String.format(
            Locale.ROOT,
            "it computes on threads of its own, where one thread is allowed: training %s takes %.1f times the processor time of the calling thread; if the library cannot be limited, let availability(1) say so",
            LARGE,
            ratio);
    return new VerifiedBackend(
        trainings, worstLossError, worstParameterError, tolerance, List.of(reason));
  }

  boolean passed() {
    return failures.isEmpty();
  }

  /** Whether it came to a comparison at all. */
  boolean isComplete() {
    return trainings > 0;
  }
}
