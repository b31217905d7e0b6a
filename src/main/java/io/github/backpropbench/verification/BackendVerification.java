package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.training.TrainingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The result of checking one backend in one precision, with every gradient and optimizer.
 *
 * @param fixtures against PyTorch's trainings
 * @param oracleFailures against the float64 oracle, on seeded problems; one sentence per failure
 */
public record BackendVerification(
    String backend,
    Precision precision,
    FixtureVerification fixtures,
    List<String> oracleFailures) {
  private static final long SEED = 7;

  /** The smallest, the experiment's, ragged ones, and one above the libraries' switch points. */
  private static final List<Sized> PROBLEMS =
      List.of(
          new Sized("1-1-1", 1),
          new Sized("3-2-1", 1),
          new Sized("3-2-1", 64),
          new Sized("5-7-3", 13),
          new Sized("17-16-15", 33),
          new Sized("100-65-10", 64));

  /** One that libraries divide among threads. */
  private static final Sized LARGE = new Sized("300-150-10", 200);

  /**
   * Checks everything; takes a second or two.
   *
   * @param threads that the kernel computes on; with more than one, a larger problem is added
   */
  public static BackendVerification of(String backend, MatrixKernel<?> kernel, int threads) {
    return new BackendVerification(
        backend,
        kernel.precision(),
        FixtureVerification.of(kernel),
        oracleFailures(kernel, threads));
  }

  public boolean passed() {
    return failures().isEmpty();
  }

  /** What is wrong, one sentence per failure. */
  public List<String> failures() {
    return Stream.concat(fixtures.failures().stream(), oracleFailures.stream()).toList();
  }

  private static <M> List<String> oracleFailures(MatrixKernel<M> kernel, int threads) {
    List<String> failures = new ArrayList<>();
    for (Sized problem : problems(threads)) {
      for (TrainingSettings settings : allSettings()) {
        try {
          verify(new CheckedKernel<>(kernel), problem.problem(), settings);
        } catch (VerificationException | IllegalArgumentException e) {
          failures.add(problem + ", " + label(settings) + ": " + e.getMessage());
        }
      }
    }
    return failures;
  }

  private static List<Sized> problems(int threads) {
    return threads == 1 ? PROBLEMS : Stream.concat(PROBLEMS.stream(), Stream.of(LARGE)).toList();
  }

  private static <M> void verify(
      MatrixKernel<M> kernel, Problem problem, TrainingSettings settings) {
    new NetworkVerification<>(new TrainingStep<>(kernel, problem, settings), problem, settings)
        .training();
  }

  private static List<TrainingSettings> allSettings() {
    List<TrainingSettings> all = new ArrayList<>();
    for (GradientKind gradient : GradientKind.values()) {
      for (OptimizerKind optimizer : OptimizerKind.values()) {
        double rate = learningRate(optimizer);
        all.add(new TrainingSettings(gradient, optimizer, true, rate));
        if (!gradient.needsBias()) {
          all.add(new TrainingSettings(gradient, optimizer, false, rate));
        }
      }
    }
    return all;
  }

  private static double learningRate(OptimizerKind optimizer) {
    return switch (optimizer) {
      case SGD -> 1e-7;
      case ADAM -> 1e-3;
    };
  }

  private static String label(TrainingSettings settings) {
    return settings.gradient().label()
        + " "
        + settings.optimizer().label()
        + (settings.bias() ? " with bias" : " without bias");
  }

  private record Sized(String shape, int batch) {
    Problem problem() {
      return Problem.random(NetworkShape.parse(shape), batch, SEED);
    }

    @Override
    public String toString() {
      return shape + " batch " + batch;
    }
  }
}
