package io.github.backpropbench.oracle;

import static io.github.backpropbench.oracle.KernelOracle.addRow;
import static io.github.backpropbench.oracle.KernelOracle.multiply;
import static io.github.backpropbench.oracle.KernelOracle.multiplyTransposedLeft;
import static io.github.backpropbench.oracle.KernelOracle.multiplyTransposedRight;
import static io.github.backpropbench.oracle.KernelOracle.relu;
import static io.github.backpropbench.oracle.KernelOracle.reluGradient;
import static io.github.backpropbench.oracle.KernelOracle.scale;
import static io.github.backpropbench.oracle.KernelOracle.subtract;
import static io.github.backpropbench.oracle.KernelOracle.sumOfSquares;
import static io.github.backpropbench.oracle.KernelOracle.sumRows;

import io.github.backpropbench.problem.Problem;

/**
 * One forward and one backward pass of {@code relu(x·W1 + b1)·W2 + b2} with the loss {@code Σ(o −
 * y)²}, in float64.
 */
public final class NetworkPass {
  private final Problem problem;
  private final boolean bias;
  private final GradientRule rule;

  /** What the mask is taken from, batch × hidden. */
  private final double[] maskInput;

  private final double[] hidden;
  private final double[] output;
  private final double loss;
  private final double[] outputGradient;
  private final double[] hiddenGradient;

  NetworkPass(Problem problem, ParameterArrays parameters, boolean bias, GradientRule rule) {
    this.problem = problem;
    this.bias = bias;
    this.rule = rule;
    int n = problem.batch();
    int ins = problem.shape().inputs();
    int mid = problem.shape().hidden();
    int outs = problem.shape().outputs();

    double[] product = multiply(problem.x(), parameters.w1(), n, ins, mid);
    double[] preActivation = addRow(product, parameters.b1());
    maskInput = rule == GradientRule.NOTEBOOK ? product : preActivation;
    hidden = relu(preActivation);
    output = addRow(multiply(hidden, parameters.w2(), n, mid, outs), parameters.b2());

    double[] difference = subtract(output, problem.y());
    loss = sumOfSquares(difference);
    outputGradient = scale(2.0, difference);
    hiddenGradient = multiplyTransposedRight(outputGradient, parameters.w2(), n, outs, mid);
  }

  /** The network's output, batch × outputs. */
  public double[] output() {
    return output;
  }

  /** The sum of squares over the batch and the outputs. */
  public double loss() {
    return loss;
  }

  /** The gradient for each parameter; zeros for the biases of a network without. */
  public ParameterArrays gradients() {
    int mid = problem.shape().hidden();
    int outs = problem.shape().outputs();
    double[] w2 = multiplyTransposedLeft(hidden, outputGradient, mid, problem.batch(), outs);
    double[] b2 = biasGradient(outputGradient, outs);
    double[] masked = reluGradient(hiddenGradient, maskInput);
    double[] w1 = firstWeightsGradient(problem.x(), masked);
    return new ParameterArrays(w1, biasGradient(masked, mid), w2, b2);
  }

  /**
   * By how much each gradient may rightly differ because rounding has put a pre-activation on the
   * other side of the kink: the ReLU's derivative jumps there, so the sample's whole contribution
   * comes or goes. Zeros if no pre-activation is that near to 0.
   *
   * @param relativeError how exact the pre-activations are, relative to their root mean square
   */
  public ParameterArrays gradientDoubt(double relativeError) {
    double margin = relativeError * RelativeError.rootMeanSquare(maskInput);
    double[] doubtful = new double[hiddenGradient.length];
    for (int i = 0; i < doubtful.length; i++) {
      doubtful[i] = Math.abs(maskInput[i]) <= margin ? Math.abs(hiddenGradient[i]) : 0.0;
    }
    double[] magnitudes = problem.x().clone();
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs(magnitudes[i]);
    }
    ParameterArrays zeros = ParameterArrays.zeros(problem);
    return new ParameterArrays(
        firstWeightsGradient(magnitudes, doubtful),
        biasGradient(doubtful, problem.shape().hidden()),
        zeros.w2(),
        zeros.b2());
  }

  private double[] firstWeightsGradient(double[] x, double[] upstream) {
    int ins = problem.shape().inputs();
    return multiplyTransposedLeft(x, upstream, ins, problem.batch(), problem.shape().hidden());
  }

  private double[] biasGradient(double[] upstream, int columns) {
    if (!bias) {
      return new double[columns];
    }
    double[] sum = sumRows(upstream, columns);
    return rule == GradientRule.NOTEBOOK ? scale(1.0 / problem.batch(), sum) : sum;
  }
}
