package io.github.backpropbench.verification;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.BackendProvider;
import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.KernelProvider;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking one backend in one precision, with every gradient and optimizer.
 *
 * @param fixtures against PyTorch's trainings
 * @param oracleFailures against the float64 oracle: a kernel's products of all sizes, and trainings
 *     of seeded problems; one sentence per failure
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
          new Sized("100-65-10", 64),
          new Sized("5-3", 7),
          new Sized("6-9-33-8-4", 17));

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
        Stream.concat(
                new ProductVerification<>(kernel).failure().stream(),
                oracleFailures(TrainingBackend.of(new CheckedKernel<>(kernel)), threads).stream())
            .toList());
  }

  /**
   * Checks an engine, or the kernel of a provider.
   *
   * @param threads as above
   * @throws IllegalStateException if it is not available, or not on that number of threads
   */
  public static BackendVerification of(BackendProvider provider, Precision precision, int threads) {
    if (provider instanceof KernelProvider kernels) {
      return of(provider.name(), kernels.create(precision, threads), threads);
    }
    TrainingBackend engine = TrainingBackend.of(provider, precision, threads);
    return new BackendVerification(
        provider.name(),
        precision,
        FixtureVerification.of(engine),
        oracleFailures(engine, threads));
  }

  public boolean passed() {
    return failures().isEmpty();
  }

  /** What is wrong, one sentence per failure. */
  public List<String> failures() {
    return Stream.concat(fixtures.failures().stream(), oracleFailures.stream()).toList();
  }

  private static List<String> oracleFailures(TrainingBackend backend, int threads) {
    List<String> failures = new ArrayList<>();
    for (Sized problem : problems(threads)) {
      for (TrainingSettings settings : allSettings(problem)) {
        if (!backend.refusal(problem.shape(), settings, problem.batch()).isEmpty()) {
          continue;
        }
        try {
          verify(backend, problem.problem(settings.loss()), settings);
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

  private static void verify(TrainingBackend backend, Problem problem, TrainingSettings settings) {
    verify(backend, problem, settings, () -> null);
    if (problem.rows() > 1 && problem.rows() % 2 == 1) {
      int minibatch = (problem.rows() + 1) / 2; // two, of which the second is smaller
      verify(backend, problem, settings, () -> RowOrder.shuffled(problem.rows(), minibatch, SEED));
    }
  }

  private static void verify(
      TrainingBackend backend,
      Problem problem,
      TrainingSettings settings,
      Supplier<@Nullable RowOrder> order) {
    TrainingVerification.check(
        backend.start(problem, settings, order.get()),
        backend.precision(),
        problem,
        settings,
        order.get());
  }

  /** Every combination that is defined for the problem, at rates at which an update shows. */
  private static List<TrainingSettings> allSettings(Sized problem) {
    NetworkShape shape = problem.shape();
    List<TrainingSettings> all = new ArrayList<>();
    for (LossKind loss : LossKind.values()) {
      for (GradientKind gradient : GradientKind.values()) {
        for (OptimizerKind optimizer : OptimizerKind.values()) {
          for (boolean bias : new boolean[] {true, false}) {
            if (isDefined(shape, loss, gradient, bias)) {
              all.add(
                  new TrainingSettings(
                      gradient,
                      loss,
                      new OptimizerSettings(
                          optimizer, LearningRates.of(optimizer, loss, shape, problem.batch())),
                      bias));
            }
          }
        }
      }
    }
    return all;
  }

  private static boolean isDefined(
      NetworkShape shape, LossKind loss, GradientKind gradient, boolean bias) {
    if (loss == LossKind.CROSS_ENTROPY && shape.outputs() < 2) {
      return false;
    }
    return gradient != GradientKind.NOTEBOOK
        || (bias && loss == LossKind.SQUARED_ERROR && shape.layers() == 2);
  }

  private static String label(TrainingSettings settings) {
    return settings.gradient().label()
        + " "
        + settings.loss().label()
        + " "
        + settings.optimizer().kind().label()
        + (settings.bias() ? " with bias" : " without bias");
  }

  private record Sized(NetworkShape shape, int batch) {
    Sized(String shape, int batch) {
      this(NetworkShape.parse(shape), batch);
    }

    Problem problem(LossKind loss) {
      return Problem.random(shape, batch, SEED, loss).withNormalBiases(SEED + 1);
    }

    @Override
    public String toString() {
      return shape + " batch " + batch;
    }
  }
}
