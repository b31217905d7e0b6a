package io.github.backpropbench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    Stream<double[]> inOrder =
        Stream.of(
                Stream.of(problem.x(), problem.y()),
                problem.layers().stream().map(Layer::w),
                problem.layers().stream().map(layer -> Objects.requireNonNull(layer.b())))
            .flatMap(arrays -> arrays);
    double[] values = inOrder.flatMapToDouble(Arrays::stream).toArray();
    Random random = new Random(42);
    double[] draws =
        DoubleStream.generate(() -> (float) random.nextGaussian()).limit(values.length).toArray();
    assertThat(values).containsExactly(draws);
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
  @ValueSource(strings = {"3-1", "3-2-2-1", "3", "", "3-2-", "3--1", "3-2-1-", "a-b-c", "3-2-1.5"})
  void readsOnlyShapesOfThreeWidths(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NetworkShape.parse(text))
        .withMessage(
            "'" + text + "' is not a shape; write inputs-hidden-outputs, for instance 3-2-1");
    assertThat(NetworkShape.parse("784-128-10")).isEqualTo(new NetworkShape(784, 128, 10));
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
    assertThat(shape.widestHidden()).isEqualTo(7);
    assertThat(new NetworkShape(3, 1).widestHidden()).isZero();
  }

  @Test
  void refusesWidthsThatMakeNoNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NetworkShape(3, 0, 1))
        .withMessage("each width of a shape is at least 1, not 3-0-1");
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
