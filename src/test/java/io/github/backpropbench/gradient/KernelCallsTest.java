package io.github.backpropbench.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TestKernels;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Parameters;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which operations of the kernel each kind of gradient calls: what its label means. */
class KernelCallsTest {
  private static final String EAGER_STEP =
      "multiply addRow relu multiply addRow squaredError"
          + " sumRows multiplyTransposedLeft multiplyTransposedRight reluGradient"
          + " sumRows multiplyTransposedLeft";
  private static final String FUSED_STEP =
      "affineRelu affineSquaredError affineBackward affineGradient";

  private final List<String> calls = new ArrayList<>();

  /** Whether a step asks for both passes at once. */
  private boolean bothPasses;

  @Test
  void autogradCallsOneOperationForEachNodeAndEachDerivative() {
    assertThat(callsOfAStep(GradientKind.AUTOGRAD, LossKind.SQUARED_ERROR, "3-4-2"))
        .isEqualTo(EAGER_STEP);
    assertThat(callsOfAStep(GradientKind.AUTOGRAD, LossKind.CROSS_ENTROPY, "3-2"))
        .isEqualTo("multiply addRow crossEntropy sumRows multiplyTransposedLeft");
  }

  @Test
  void theGraphAndTheManualGradientCallTheSameFusedOperations() {
    for (GradientKind kind : List.of(GradientKind.GRAPH, GradientKind.MANUAL)) {
      assertThat(callsOfAStep(kind, LossKind.SQUARED_ERROR, "3-4-2")).isEqualTo(FUSED_STEP);
      assertThat(callsOfAStep(kind, LossKind.CROSS_ENTROPY, "3-4-5-2"))
          .isEqualTo(
              "affineRelu affineRelu affine crossEntropy"
                  + " affineBackward affineBackward affineGradient");
    }
  }

  @Test
  void theManualGradientOfTwoLayersIsOneCallAndAutogradNeverIs() {
    bothPasses = true;
    assertThat(callsOfAStep(GradientKind.MANUAL, LossKind.SQUARED_ERROR, "3-4-2"))
        .isEqualTo("squaredErrorGradients");
    assertThat(callsOfAStep(GradientKind.MANUAL, LossKind.SQUARED_ERROR, "3-2"))
        .isEqualTo("affineSquaredError affineGradient");
    assertThat(callsOfAStep(GradientKind.MANUAL, LossKind.CROSS_ENTROPY, "3-4-2"))
        .isEqualTo("affineRelu affine crossEntropy affineBackward affineGradient");
    assertThat(callsOfAStep(GradientKind.AUTOGRAD, LossKind.SQUARED_ERROR, "3-4-2"))
        .isEqualTo(EAGER_STEP);
    assertThat(callsOfAStep(GradientKind.GRAPH, LossKind.SQUARED_ERROR, "3-4-2"))
        .isEqualTo(FUSED_STEP);
  }

  private String callsOfAStep(GradientKind kind, LossKind loss, String shape) {
    return callsOfAStep(
        TestKernels.checked(), kind, Problem.random(NetworkShape.parse(shape), 5, 7, loss), loss);
  }

  private <M> String callsOfAStep(
      MatrixKernel<M> behind, GradientKind kind, Problem problem, LossKind loss) {
    MatrixKernel<M> kernel = recorded(behind);
    Gradient<M> gradient =
        Gradient.of(
            kind,
            loss,
            kernel,
            Batch.of(kernel, problem),
            Parameters.startingFrom(kernel, problem, true),
            Parameters.allocate(kernel, problem.shape(), true));
    gradient.forward();
    gradient.backward();
    calls.clear();
    if (bothPasses) {
      gradient.lossAndGradients();
    } else {
      gradient.forward();
      gradient.backward();
    }
    return String.join(" ", calls);
  }

  @SuppressWarnings("unchecked") // a proxy of the same interface
  private <M> MatrixKernel<M> recorded(MatrixKernel<M> behind) {
    List<String> ofShape = List.of("rows", "columns");
    return (MatrixKernel<M>)
        Proxy.newProxyInstance(
            MatrixKernel.class.getClassLoader(),
            new Class<?>[] {MatrixKernel.class},
            (proxy, method, arguments) -> {
              if (!ofShape.contains(method.getName())) {
                calls.add(method.getName());
              }
              return method.invoke(behind, arguments);
            });
  }
}
