package io.github.backpropbench.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.TwoLayers;
import io.github.backpropbench.oracle.NetworkPass;
import io.github.backpropbench.oracle.RelativeError;
import io.github.backpropbench.oracle.TrainingOracle;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Loss and gradients of a network of two layers in one operation, against the oracle; tolerances
 * are those of {@link RelativeError#tolerance}.
 */
interface NetworkContract<M> extends KernelUnderTest<M> {
  /**
   * Of inputs, hidden units and outputs: around what a backend may write out or treat as narrow.
   */
  int[] WIDTHS = {1, 2, 3, 4, 5, 8, 9, 16, 17};

  /** From which on a backend may take the batch in blocks, with and without a rest. */
  int[] MANY_SAMPLES = {127, 128, 512, 513, 1100};

  @Test
  default void squaredErrorGradientsAreThoseOfTheNetwork() {
    KernelSubject<M> subject = subject();
    int shapes = 0;
    for (int inputs : WIDTHS) {
      for (int hidden : WIDTHS) {
        for (int outputs : new int[] {1, 2, 3}) {
          int samples = SIZES.get(shapes % SIZES.size());
          shapes++;
          assertGradients(subject, new NetworkShape(inputs, hidden, outputs), samples);
        }
      }
    }
    for (int samples : SIZES) {
      assertGradients(subject, new NetworkShape(3, 2, 1), samples);
    }
    for (int samples : MANY_SAMPLES) {
      for (int[] shape : new int[][] {{3, 2, 1}, {1, 1, 1}, {4, 3, 1}, {5, 8, 1}, {3, 4, 2}}) {
        assertGradients(subject, new NetworkShape(shape), samples);
      }
    }
  }

  private void assertGradients(KernelSubject<M> subject, NetworkShape shape, int samples) {
    Problem drawn = Problem.random(shape, samples, 31L * samples + shape.hashCode());
    Problem problem =
        new Problem(
            shape,
            samples,
            subject.rounded(drawn.x()),
            subject.rounded(drawn.y()),
            drawn.withNormalBiases(7).layers().stream()
                .map(layer -> layer.map(subject::rounded))
                .toList());
    for (boolean bias : new boolean[] {true, false}) {
      assertGradients(subject, problem, bias);
    }
  }

  private void assertGradients(KernelSubject<M> subject, Problem problem, boolean bias) {
    String called =
        "squaredErrorGradients of %s, %d samples".formatted(problem.shape(), problem.rows());
    OptimizerSettings still = new OptimizerSettings(OptimizerKind.SGD, 0.0);
    NetworkPass expected =
        new TrainingOracle(problem, bias, GradientKind.MANUAL, LossKind.SQUARED_ERROR, still)
            .pass();
    M x = subject.matrix(problem.rows(), problem.shape().inputs(), problem.x());
    M target = subject.matrix(problem.rows(), problem.shape().outputs(), problem.y());
    NetworkMatrices<M> matrices = new NetworkMatrices<>(subject, problem, bias);
    TwoLayers<M> network = matrices.network;

    double loss = subject.kernel.squaredErrorGradients(x, target, network);

    NetworkShape shape = problem.shape();
    int forward = shape.inputs() + shape.outputs(0) + 2;
    double tolerance =
        RelativeError.tolerance(subject.unitRoundoff(), forward + problem.rows() + shape.outputs());
    assertThat(Math.abs(loss - expected.loss()) / expected.lossScale())
        .as(called)
        .isLessThan(
            RelativeError.tolerance(
                subject.unitRoundoff(), forward + problem.rows() * shape.outputs()));
    List<Layer<double[]>> right = expected.gradients();
    List<Layer<double[]>> doubt =
        expected.gradientDoubt(RelativeError.tolerance(subject.unitRoundoff(), forward));
    List<List<M>> actual = matrices.gradients();
    for (int i = 0; i < 2; i++) {
      List<double[]> values = right.get(i).all().toList();
      for (int j = 0; j < values.size(); j++) {
        assertThat(
                RelativeError.worst(
                    subject.values(actual.get(i).get(j)),
                    values.get(j),
                    doubt.get(i).all().toList().get(j)))
            .as("%s, %s%d", called, j == 0 ? "dW" : "db", i + 1)
            .isLessThan(tolerance);
      }
    }
    subject.assertUnchanged(x, problem.x(), called);
    subject.assertUnchanged(target, problem.y(), called);
    matrices.assertParametersUnchanged(called);
  }

  @Test
  default void squaredErrorGradientsPassWhereAUnitIsExactlyZero() {
    // h = x − 1 = 0, so r = 0, o = 0, d = 2(0 − 5) = −10, dh = 2·(−10), dW1 = x·dh.
    KernelSubject<M> subject = subject();
    for (int samples : new int[] {1, 2, 17, 64, 200}) {
      for (int units : new int[] {1, 2, 3, 4, 6}) {
        double[] ones = new double[samples];
        double[] fives = new double[samples];
        Arrays.fill(ones, 1.0);
        Arrays.fill(fives, 5.0);
        double[] in = new double[units];
        double[] out = new double[units];
        double[] start = new double[units];
        Arrays.fill(in, 1.0);
        Arrays.fill(start, -1.0);
        Arrays.fill(out, 2.0);
        Problem problem =
            new Problem(
                new NetworkShape(1, units, 1),
                samples,
                ones,
                fives,
                List.of(new Layer<>(in, start), new Layer<>(out, new double[1])));
        NetworkMatrices<M> matrices = new NetworkMatrices<>(subject, problem, true);
        double loss =
            subject.kernel.squaredErrorGradients(
                subject.matrix(samples, 1, ones),
                subject.matrix(samples, 1, fives),
                matrices.network);
        assertThat(loss).isEqualTo(25.0 * samples);
        assertThat(subject.values(matrices.network.w1Gradient())).containsOnly(-20.0 * samples);
        assertThat(subject.valuesWithoutSignOfZero(matrices.network.w2Gradient()))
            .containsOnly(0.0);
      }
    }
  }

  @Test
  default void aNanInAnyInputOrTargetShowsInTheLossOfTheNetwork() {
    KernelSubject<M> subject = subject();
    for (int[] shape : new int[][] {{3, 2, 1}, {2, 4, 1}, {3, 2, 2}}) {
      for (int samples : new int[] {1, 5, 33, 150}) {
        Problem drawn = Problem.random(new NetworkShape(shape), samples, 3);
        Problem problem = drawn.withNormalBiases(7);
        NetworkMatrices<M> matrices = new NetworkMatrices<>(subject, problem, true);
        for (int row = 0; row < samples; row++) {
          double[] x = problem.x().clone();
          double[] y = problem.y().clone();
          if (row % 2 == 0) {
            x[row * shape[0] + shape[0] - 1] = Double.NaN;
          } else {
            y[row * shape[2]] = Double.NaN;
          }
          M inputs = subject.matrix(samples, shape[0], x);
          M target = subject.matrix(samples, shape[2], y);
          assertThat(subject.kernel.squaredErrorGradients(inputs, target, matrices.network))
              .as("squaredErrorGradients")
              .isNaN();
        }
      }
    }
  }
}
