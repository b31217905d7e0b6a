package io.github.backpropbench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.backpropbench.kernel.LossKind;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemTest {

  static Stream<NetworkShape> shapes() {
    return Stream.of(
        new NetworkShape(3, 2, 1), new NetworkShape(3, 1), new NetworkShape(5, 7, 3, 4, 2));
  }

  /** The order is part of what a seed means: recorded runs have their losses by it. */
  @ParameterizedTest
  @MethodSource("shapes")
  void drawsDataThenWeightsThenBiases(NetworkShape shape) {
    Problem problem = Problem.random(shape, 4, 42);
    boolean drawn = Problem.isAsDrawn(shape);
    Random random = new Random(42);
    assertThat(problem.x()).containsExactly(draws(random, 4 * shape.inputs(), 1));
    assertThat(problem.y()).containsExactly(draws(random, 4 * shape.outputs(), 1));
    for (int i = 0; i < shape.layers(); i++) {
      double deviation = drawn ? 1 : Math.sqrt(2.0 / shape.inputs(i));
      assertThat(problem.layers().get(i).w())
          .containsExactly(draws(random, shape.inputs(i) * shape.outputs(i), deviation));
    }
    for (int i = 0; i < shape.layers(); i++) {
      assertThat(problem.layers().get(i).b())
          .containsExactly(draws(random, shape.outputs(i), drawn ? 1 : 0));
    }
  }

  private static double[] draws(Random random, int count, double deviation) {
    return DoubleStream.generate(() -> (float) (random.nextGaussian() * deviation) + 0.0)
        .limit(count)
        .toArray();
  }

  @Test
  void onlyTheOriginalsAndOneOtherShapeKeepTheirWeightsAsTheyAreDrawn() {
    assertThat(Problem.isAsDrawn(new NetworkShape(3, 2, 1))).isTrue();
    assertThat(Problem.isAsDrawn(new NetworkShape(784, 128, 10))).isTrue();
    assertThat(Problem.isAsDrawn(new NetworkShape(784, 128, 11))).isFalse();
  }

  @Test
  void theClassOfARowIsWhereTheLargestValueWasDrawn() {
    NetworkShape shape = new NetworkShape(3, 4, 5);
    double[] drawn = Problem.random(shape, 30, 42).y();
    Problem classes = Problem.random(shape, 30, 42, LossKind.CROSS_ENTROPY);
    for (int i = 0; i < 30; i++) {
      double[] row = Arrays.copyOfRange(drawn, 5 * i, 5 * i + 5);
      double largest = Arrays.stream(row).max().orElseThrow();
      for (int j = 0; j < 5; j++) {
        assertThat(classes.y()[5 * i + j]).isEqualTo(row[j] == largest ? 1 : 0);
      }
    }
    assertThat(classes.x()).isEqualTo(Problem.random(shape, 30, 42).x());
  }

  @Test
  void selectsRows() {
    Problem problem = Problem.random(new NetworkShape(2, 1), 4, 42);
    Problem rows = problem.selected(3, 0);
    double[] x = problem.x();
    assertThat(rows.rows()).isEqualTo(2);
    assertThat(rows.x()).containsExactly(x[6], x[7], x[0], x[1]);
    assertThat(rows.y()).containsExactly(problem.y()[3], problem.y()[0]);
    assertThat(rows.layers()).isEqualTo(problem.layers());
  }

  @Test
  void leavesOutBiasesOrRefusesToInventThem() {
    Problem problem = Problem.random(new NetworkShape(3, 2, 1), 4, 42);
    List<Layer<double[]>> without = problem.startingLayers(false);
    assertThat(without).extracting(Layer::b).containsOnlyNulls();
    assertThat(problem.startingLayers(true)).isEqualTo(problem.layers());
    Problem noBias = new Problem(problem.shape(), 4, problem.x(), problem.y(), without);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> noBias.startingLayers(true))
        .withMessageContaining("no biases");
  }

  @Test
  void refusesLayersThatDoNotFitTheShape() {
    Problem problem = Problem.random(new NetworkShape(3, 2, 1), 4, 42);
    Layer<double[]> first = problem.layers().get(0);
    Layer<double[]> second = problem.layers().get(1);
    assertRefused(problem, List.of(first), "3-2-1 needs the weights of 2 layers, not 1");
    assertRefused(problem, List.of(second, first), "w1 needs 3×2 values, not 2");
    assertRefused(problem, List.of(first, second.withoutBias()), "each layer has a bias or none");
    assertRefused(
        problem,
        List.of(first, new Layer<>(second.w(), new double[2])),
        "b2 needs 1×1 values, not 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "", "3-2-", "3--1", "3-2-1-", "-3-1", "a-b-c", "3-2-1.5", "3 2"})
  void refusesWhatIsNoShape(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkShape.parse(text))
        .withMessage(
            "'"
                + text
                + "' is not a shape; write two or more widths from inputs to outputs, for instance"
                + " 3-2-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1000000", "99999999999999999999"})
  void refusesWidthsThatNoLayerHas(String width) {
    String text = "3-" + width + "-1";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkShape.parse(text))
        .withMessage(
            "the shape " + text + " has the width " + width + "; widths are from 1 to 999999");
  }

  @Test
  void readsShapesOfAnyDepth() {
    assertThat(NetworkShape.parse("3-1")).isEqualTo(new NetworkShape(3, 1));
    assertThat(NetworkShape.parse("784-128-10")).isEqualTo(new NetworkShape(784, 128, 10));
    assertThat(NetworkShape.parse("9-8-7-6-5-4-3"))
        .isEqualTo(new NetworkShape(9, 8, 7, 6, 5, 4, 3));
    assertThat(NetworkShape.parse("03-999999")).isEqualTo(new NetworkShape(3, 999_999));
    assertThat(NetworkShape.parse("1" + "-1".repeat(60_000)).layers()).isEqualTo(60_000);
  }

  @Test
  void describesTheLayersOfAShape() {
    NetworkShape shape = new NetworkShape(5, 7, 3, 4, 2);
    assertThat(shape).hasToString("5-7-3-4-2");
    assertThat(shape.layers()).isEqualTo(4);
    assertThat(shape.inputs()).isEqualTo(5);
    assertThat(shape.outputs()).isEqualTo(2);
    assertThat(shape.inputs(2)).isEqualTo(3);
    assertThat(shape.outputs(2)).isEqualTo(4);
    assertThat(shape.weights()).isEqualTo(35 + 21 + 12 + 8);
  }

  @Test
  void refusesWidthsThatMakeNoNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkShape(3, 0, 1))
        .withMessage("the shape 3-0-1 has the width 0; widths are from 1 to 999999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkShape(3))
        .withMessage("a shape has at least two widths, not 1");
  }

  private static void assertRefused(Problem problem, List<Layer<double[]>> layers, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Problem(problem.shape(), 4, problem.x(), problem.y(), layers))
        .withMessageContaining(reason);
  }
}
