package io.github.backpropbench.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.kernel.TestKernels;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A model that decides anew at each step, by its data, how deep it is, which layers have a row or a
 * ReLU, and how many samples it takes.
 */
class DataDependentTest {
  private static final int WIDTH = 3;
  private static final int STEPS = 60;

  private Model<?> model;

  @BeforeEach
  void make() {
    model = new Model<>(TestKernels.checked());
  }

  @Test
  void eachStepHasTheGradientsOfATapeThatRecordsNothingElse() {
    model.compareWithNewTapes();
  }

  @Test
  void eachStepHasTheGradientsThatFiniteDifferencesHave() {
    for (int i = 0; i < 20; i++) {
      Step step = model.steps.get(i);
      new GradientCheck<>(TestKernels.checked())
          .check(
              (tape, v) -> {
                Variable<?> a = tape.constant(step.x);
                for (int layer = 0; layer < step.depth(); layer++) {
                  a = tape.multiply(a, v.get(0));
                  a = step.hasRow(layer) ? tape.addRow(a, v.get(1)) : a;
                  a = step.hasRelu(layer) ? tape.relu(a) : a;
                }
                return tape.loss(LossKind.SQUARED_ERROR, a, step.y);
              },
              Model.WEIGHT,
              Model.ROW);
    }
  }

  @Test
  void onceAllShapesAndDepthsOccurredAStepAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    Model<?> unchecked = new Model<>(TestKernels.unchecked(Precision.F64));
    for (int series = 0; series < 10; series++) {
      long before = threads.getThreadAllocatedBytes(id);
      unchecked.runAll();
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    assertThat(least).isZero();
  }

  /** The data of a step, from which everything else follows. */
  private record Step(double[][] x, double[][] y) {
    int depth() {
      return 1 + (int) (10 * Math.abs(x[0][0])) % 6;
    }

    boolean hasRow(int layer) {
      return x[0][layer % WIDTH] > 0;
    }

    boolean hasRelu(int layer) {
      return layer < depth() - 1 && y[0][layer % WIDTH] > -0.5;
    }
  }

  private static final class Model<M> {
    static final double[][] WEIGHT = {{0.6, -0.4, 0.3}, {0.2, 0.7, -0.5}, {-0.3, 0.5, 0.8}};
    static final double[][] ROW = {{0.11, -0.07, 0.23}};

    final List<Step> steps = new ArrayList<>();
    private final MatrixKernel<M> kernel;
    private final List<M> inputs = new ArrayList<>();
    private final List<M> targets = new ArrayList<>();
    private final Tape<M> tape;
    private final Variable<M> x;
    private final Variable<M> y;
    private final Variable<M> weight;
    private final Variable<M> row;
    private final M weightGradient;
    private final M rowGradient;

    Model(MatrixKernel<M> kernel) {
      this.kernel = kernel;
      Random random = new Random(5);
      for (int i = 0; i < STEPS; i++) {
        int samples = 1 + random.nextInt(4);
        Step step = new Step(normal(random, samples), normal(random, samples));
        steps.add(step);
        inputs.add(GradientCheck.upload(kernel, step.x));
        targets.add(GradientCheck.upload(kernel, step.y));
      }
      tape = new Tape<>(kernel);
      x = tape.constant(inputs.get(0));
      y = tape.constant(targets.get(0));
      weightGradient = kernel.allocate(WIDTH, WIDTH);
      rowGradient = kernel.allocate(1, WIDTH);
      weight = tape.parameter(GradientCheck.upload(kernel, WEIGHT), weightGradient);
      row = tape.parameter(GradientCheck.upload(kernel, ROW), rowGradient);
    }

    private static double[][] normal(Random random, int samples) {
      double[][] values = new double[samples][WIDTH];
      for (double[] sample : values) {
        for (int j = 0; j < WIDTH; j++) {
          sample[j] = random.nextGaussian();
        }
      }
      return values;
    }

    void runAll() {
      for (int i = 0; i < STEPS; i++) {
        run(i);
      }
    }

    /** Records one step and returns its loss. */
    double run(int i) {
      Step step = steps.get(i);
      tape.rewind();
      x.set(inputs.get(i));
      y.set(targets.get(i));
      Variable<M> a = x;
      for (int layer = 0; layer < step.depth(); layer++) {
        a = tape.multiply(a, weight);
        a = step.hasRow(layer) ? tape.addRow(a, row) : a;
        a = step.hasRelu(layer) ? tape.relu(a) : a;
      }
      Scalar loss = tape.loss(LossKind.SQUARED_ERROR, a, y);
      tape.backward(loss);
      return loss.value();
    }

    void compareWithNewTapes() {
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < STEPS; i++) {
          double loss = run(i);
          Model<M> other = new Model<>(kernel);
          assertThat(other.run(i)).isEqualTo(loss);
          assertThat(GradientCheck.download(kernel, weightGradient))
              .containsExactly(GradientCheck.download(kernel, other.weightGradient));
          assertThat(GradientCheck.download(kernel, rowGradient))
              .containsExactly(GradientCheck.download(kernel, other.rowGradient));
        }
      }
      assertThat(steps).extracting(Step::depth).contains(1, 2, 3, 4, 5, 6);
    }
  }
}
