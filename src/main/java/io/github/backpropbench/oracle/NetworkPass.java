package io.github.backpropbench.oracle;

import static io.github.backpropbench.oracle.KernelOracle.addRow;
import static io.github.backpropbench.oracle.KernelOracle.crossEntropy;
import static io.github.backpropbench.oracle.KernelOracle.crossEntropyGradient;
import static io.github.backpropbench.oracle.KernelOracle.multiply;
import static io.github.backpropbench.oracle.KernelOracle.multiplyTransposedLeft;
import static io.github.backpropbench.oracle.KernelOracle.multiplyTransposedRight;
import static io.github.backpropbench.oracle.KernelOracle.relu;
import static io.github.backpropbench.oracle.KernelOracle.reluGradient;
import static io.github.backpropbench.oracle.KernelOracle.scale;
import static io.github.backpropbench.oracle.KernelOracle.subtract;
import static io.github.backpropbench.oracle.KernelOracle.sumOfSquares;
import static io.github.backpropbench.oracle.KernelOracle.sumRows;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One forward and one backward pass through the layers {@code h = a·W + b}, with {@code a = max(h,
 * 0)} of the layer before, and the loss of the last layer's h, in float64.
 */
public final class NetworkPass {
  private final Problem problem;
  private final List<Layer<double[]>> layers;
  private final boolean notebook;

  /** The index of the last layer. */
  private final int last;

  /** What each layer reads, batch × its inputs. */
  private final double[][] inputs;

  /** What each layer's mask is taken from, batch × its outputs; of no use for the last layer. */
  private final double[][] maskInputs;

  private final double[] output;
  private final double loss;

  /** The loss's gradient with respect to each layer's max(h, 0), or to h itself for the last. */
  private final double[][] unmasked;

  /** The loss's gradient with respect to each layer's h. */
  private final double[][] upstream;

  /**
   * @param notebook whether to compute the original bias version's gradients: those of the biases
   *     are divided by the batch size, and the mask is taken from a·W before the bias is added
   */
  NetworkPass(Problem problem, List<Layer<double[]>> layers, LossKind kind, boolean notebook) {
    this.problem = problem;
    this.layers = layers;
    this.notebook = notebook;
    last = layers.size() - 1;
    inputs = new double[layers.size()][];
    maskInputs = new double[layers.size()][];
    double[] h = problem.x();
    for (int i = 0; i <= last; i++) {
      inputs[i] = i == 0 ? h : relu(h);
      double[] product = multiply(inputs[i], layers.get(i).w(), problem.rows(), ins(i), outs(i));
      double[] b = layers.get(i).b();
      h = b == null ? product : addRow(product, b);
      maskInputs[i] = notebook ? product : h;
    }
    output = h;
    unmasked = new double[layers.size()][];
    upstream = new double[layers.size()][];
    switch (kind) {
      case SQUARED_ERROR -> {
        double[] difference = subtract(output, problem.y());
        loss = sumOfSquares(difference);
        unmasked[last] = scale(2.0, difference);
      }
      case CROSS_ENTROPY -> {
        loss = crossEntropy(output, problem.y(), outs(last));
        unmasked[last] = crossEntropyGradient(output, problem.y(), outs(last));
      }
      default -> throw new IllegalArgumentException("no formula for " + kind.label());
    }
    upstream[last] = unmasked[last];
    for (int i = last - 1; i >= 0; i--) {
      unmasked[i] = throughWeights(upstream[i + 1], layers.get(i + 1).w(), i + 1);
      upstream[i] = reluGradient(unmasked[i], maskInputs[i]);
    }
  }

  /** The network's output, batch × outputs. */
  public double[] output() {
    return output;
  }

  /** The loss over the batch. */
  public double loss() {
    return loss;
  }

  /** The gradient with respect to each parameter. */
  public List<Layer<double[]>> gradients() {
    List<Layer<double[]>> gradients = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      gradients.add(gradient(inputs[i], upstream[i], i));
    }
    return gradients;
  }

  /**
   * By how much each gradient may rightly differ because rounding has put pre-activations on the
   * other side of the kink: the ReLU's derivative jumps there, so a sample's whole contribution
   * comes or goes, for that layer and for all before it. Zeros if no pre-activation is that near to
   * 0.
   *
   * @param relativeError how exact the pre-activations are, relative to their layer's root mean
   *     square
   */
  public List<Layer<double[]>> gradientDoubt(double relativeError) {
    List<Layer<double[]>> doubts = new ArrayList<>();
    double[] doubt = new double[upstream[last].length];
    for (int i = last; i >= 0; i--) {
      if (i < last) {
        double[] fromAbove = throughWeights(doubt, magnitudes(layers.get(i + 1).w()), i + 1);
        doubt = maskedDoubt(fromAbove, i, relativeError);
      }
      doubts.add(0, gradient(magnitudes(inputs[i]), doubt, i));
    }
    return doubts;
  }

  /** The doubt about a layer's {@link #upstream}, given that about its {@link #unmasked}. */
  private double[] maskedDoubt(double[] unmaskedDoubt, int layer, double relativeError) {
    double margin = relativeError * RelativeError.rootMeanSquare(maskInputs[layer]);
    double[] doubt = reluGradient(unmaskedDoubt, maskInputs[layer]);
    for (int i = 0; i < doubt.length; i++) {
      if (Math.abs(maskInputs[layer][i]) <= margin) {
        doubt[i] = Math.abs(unmasked[layer][i]) + unmaskedDoubt[i];
      }
    }
    return doubt;
  }

  /** The gradient with respect to a layer's input, from the one with respect to its h. */
  private double[] throughWeights(double[] gradient, double[] weights, int layer) {
    return multiplyTransposedRight(gradient, weights, problem.rows(), outs(layer), ins(layer));
  }

  /** The gradient with respect to a layer's parameters, from the one with respect to its h. */
  private Layer<double[]> gradient(double[] input, double[] gradient, int layer) {
    double[] w = multiplyTransposedLeft(input, gradient, ins(layer), problem.rows(), outs(layer));
    return new Layer<>(w, layers.get(layer).b() == null ? null : biasGradient(gradient, layer));
  }

  private double[] biasGradient(double[] gradient, int layer) {
    double[] sum = sumRows(gradient, outs(layer));
    return notebook ? scale(1.0 / problem.rows(), sum) : sum;
  }

  private static double[] magnitudes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  private int ins(int layer) {
    return problem.shape().inputs(layer);
  }

  private int outs(int layer) {
    return problem.shape().outputs(layer);
  }
}
