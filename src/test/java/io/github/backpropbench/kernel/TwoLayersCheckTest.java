package io.github.backpropbench.kernel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checked kernel refuses of a network: 3-2-1, five samples. */
class TwoLayersCheckTest {
  private static final int[][] SHAPES = {
    {3, 2}, {1, 2}, {2, 1}, {1, 1}, {3, 2}, {1, 2}, {2, 1}, {1, 1}, {5, 2}, {5, 2}, {5, 1}, {5, 1},
    {5, 2}
  };

  @Test
  void matricesOfTheRightShapesAreTaken() {
    assertThatCode(() -> call(TestKernels.checked(), -1, -1)).doesNotThrowAnyException();
  }

  @Test
  void anyMatrixOfAWrongShapeIsRefused() {
    for (int wrong = 0; wrong < SHAPES.length; wrong++) {
      int number = wrong;
      assertThatIllegalArgumentException()
          .as("matrix %d", wrong)
          .isThrownBy(() -> call(TestKernels.checked(), number, -1))
          .withMessageStartingWith("squaredErrorGradients: ");
    }
  }

  @Test
  void anyMatrixThatIsAnotherOneIsRefused() {
    for (int[] same : new int[][] {{4, 0}, {5, 1}, {6, 2}, {7, 3}, {9, 8}, {11, 10}, {12, 9}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> call(TestKernels.checked(), same[0], same[1]))
          .withMessageStartingWith("squaredErrorGradients: the result of ");
    }
  }

  /**
   * Calls with the matrix of a number replaced by another one, or by one too large if that is -1.
   */
  private static <M> void call(MatrixKernel<M> kernel, int replaced, int by) {
    List<M> m = new ArrayList<>();
    for (int[] shape : SHAPES) {
      m.add(kernel.allocate(shape[0], shape[1]));
    }
    if (replaced >= 0) {
      int[] shape = SHAPES[replaced];
      m.set(replaced, by < 0 ? kernel.allocate(shape[0] + 1, shape[1]) : m.get(by));
    }
    TwoLayers<M> network =
        new TwoLayers<>(
            m.get(0), m.get(1), m.get(2), m.get(3), m.get(4), m.get(5), m.get(6), m.get(7),
            m.get(8), m.get(9), m.get(10), m.get(11), m.get(12));
    kernel.squaredErrorGradients(kernel.allocate(5, 3), kernel.allocate(5, 1), network);
  }
}
