package io.github.backpropbench.verification;

import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.fixture.Fixture;
import io.github.backpropbench.kernel.CheckedKernel;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * PyTorch's trainings repeated on a backend: every fixture of its precision, with every gradient
 * and optimizer that it does not refuse, all losses and the parameters after 1, 10 and all steps.
 *
 * @param trainings how many were repeated
 * @param worstLossError the largest relative error of a loss
 * @param worstParameterError the largest error of a parameter, see {@link RelativeError}
 * @param tolerance the largest either may be
 * @param failures the trainings that were off by more, one sentence each
 */
public record FixtureVerification(
    int trainings,
    double worstLossError,
    double worstParameterError,
    double tolerance,
    List<String> failures) {
  /**
   * In float64 each step rounds relative to 2⁻⁵³ ≈ 1e-16 some ten times over sums of up to a
   * hundred terms; 500 steps of it stay below 1e-12 as long as the training is stable, which the
   * fixtures are chosen to be.
   */
  private static final double F64_TOLERANCE = 1e-11;

  /**
   * In float32 one rounding is 2⁻²⁴ ≈ 6e-8. A loss goes through sums of up to 100 terms, whose
   * order differs between libraries: √100 · 6e-8 = 6e-7 for each product, and a few of them follow
   * one another. The updates of 500 steps of a stable training add errors of the same size that
   * partly cancel: 1e-5 leaves an order of magnitude for that, and is an order below what the
   * smallest of the wrong formulas would do.
   */
  private static final double F32_TOLERANCE = 1e-5;

  /**
   * An engine may add the gradient of each row to the parameter itself, which is then rounded as
   * often as there are rows and not once in a step: up to 64 times in the fixtures, whose errors
   * add up to √64 = 8 times that of one. What this no longer shows in float32, float64 and the
   * oracle do.
   */
  private static final double ROUNDED_BY_ROWS = 8.0;

  /** Repeats all fixtures of the kernel's precision. */
  public static FixtureVerification of(MatrixKernel<?> kernel) {
    return of(TrainingBackend.of(new CheckedKernel<>(kernel)));
  }

  /** Repeats all fixtures of the backend's precision that it does not refuse. */
  public static FixtureVerification of(TrainingBackend backend) {
    Collector errors = new Collector(tolerance(backend));
    for (Fixture fixture : Fixture.loadAll()) {
      if (fixture.precision() == backend.precision()) {
        fixture.cases().forEach(expected -> repeat(backend, fixture, expected, errors));
      }
    }
    return errors.result();
  }

  /** The largest error that rounding explains over 500 steps of the fixtures. */
  public static double tolerance(Precision precision) {
    return precision == Precision.F32 ? F32_TOLERANCE : F64_TOLERANCE;
  }

  private static double tolerance(TrainingBackend backend) {
    double once = tolerance(backend.precision());
    return backend instanceof TrainingBackend.OfEngines ? ROUNDED_BY_ROWS * once : once;
  }

  private static void repeat(
      TrainingBackend backend, Fixture fixture, Fixture.Case expected, Collector errors) {
    for (GradientKind gradient : gradients(backend, expected)) {
      TrainingSettings settings =
          new TrainingSettings(
              gradient,
              fixture.loss(),
              new OptimizerSettings(
                  OptimizerKind.parse(expected.optimizer()), expected.learningRate()),
              expected.bias());
      int rows = fixture.problem().rows();
      if (!isDefined(backend, fixture, settings)) {
        continue;
      }
      RowOrder order =
          fixture.minibatch() < rows ? RowOrder.inOrder(rows, fixture.minibatch()) : null;
      errors.startTraining(fixture + ", " + gradient.label() + " for " + expected);
      repeat(backend.start(fixture.problem(), settings, order), expected, errors);
      errors.endTraining();
    }
  }

  /**
   * Whether the backend can repeat it. An engine may have another derivative of the ReLU at exactly
   * 0, which data without such zeros do not show.
   */
  private static boolean isDefined(
      TrainingBackend backend, Fixture fixture, TrainingSettings settings) {
    if (!backend.refusal(fixture.problem().shape(), settings, fixture.minibatch()).isEmpty()) {
      return false;
    }
    return settings.gradient() != GradientKind.ENGINE
        || !NetworkVerification.oracle(fixture.problem(), settings).pass().hasZeroBeforeRelu();
  }

  private static void repeat(Training step, Fixture.Case expected, Collector errors) {
    for (int i = 0; i < expected.losses().length; i++) {
      errors.loss(RelativeError.of(step.runForLoss(), expected.losses()[i]));
      Fixture.Parameters parameters = expected.parametersAfter().get(i + 1);
      if (parameters != null) {
        errors.parameters(worst(step.layers(), parameters.layers()));
      }
    }
  }

  private static double worst(List<Layer<double[]>> actual, List<Layer<double[]>> expected) {
    List<double[]> arrays = actual.stream().flatMap(Layer::all).toList();
    List<double[]> right = expected.stream().flatMap(Layer::all).toList();
    if (arrays.size() != right.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double worst = 0.0;
    for (int i = 0; i < right.size(); i++) {
      worst = Math.max(worst, RelativeError.worst(arrays.get(i), right.get(i)));
    }
    return worst;
  }

  private static List<GradientKind> gradients(TrainingBackend backend, Fixture.Case expected) {
    return switch (expected.gradient()) {
      case "exact" -> backend.exactGradients();
      case "notebook" -> List.of(GradientKind.NOTEBOOK);
      default -> throw new IllegalStateException("unknown gradient '" + expected.gradient() + "'");
    };
  }

  /** Keeps the worst errors, over all trainings and of the current one. */
  private static final class Collector {
    private final double tolerance;
    private final List<String> failures = new ArrayList<>();
    private String training = "";
    private int trainings;
    private double worstLoss;
    private double worstParameter;
    private double worstOfTraining;

    Collector(double tolerance) {
      this.tolerance = tolerance;
    }

    void startTraining(String name) {
      training = name;
      trainings++;
      worstOfTraining = 0.0;
    }

    void loss(double error) {
      worstLoss = Math.max(worstLoss, error);
      worstOfTraining = Math.max(worstOfTraining, error);
    }

    void parameters(double error) {
      worstParameter = Math.max(worstParameter, error);
      worstOfTraining = Math.max(worstOfTraining, error);
    }

    void endTraining() {
      if (worstOfTraining > tolerance) {
        failures.add(
            String.format(
                Locale.ROOT,
                "%s is off by %.1e, where %.0e is allowed",
                training,
                worstOfTraining,
                tolerance));
      }
    }

    FixtureVerification result() {
      return new FixtureVerification(
          trainings, worstLoss, worstParameter, tolerance, List.copyOf(failures));
    }
  }
}
