package io.github.backpropbench.oracle;

import static io.github.backpropbench.oracle.KernelOracle.addRow;
import static io.github.backpropbench.oracle.KernelOracle.addScaled;
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

  private final LossKind kind;
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
    this.kind = kind;
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

  /** Whether a ReLU reads an exact 0, where its derivative is a matter of convention. */
  public boolean hasZeroBeforeRelu() {
    return Arrays.stream(maskInputs, 0, last)
        .flatMapToDouble(Arrays::stream)
        .anyMatch(value -> value == 0.0);
  }

  /**
   * What a rounding error of the loss is relative to: the loss, or what it is the difference of
   * where that is larger. An output that is off by δ changes the squared error by 2(o − y)δ, and
   * the cross-entropy by up to δ, however small they are.
   */
  public double lossScale() {
    double size = sizeOfTerms(last);
    return Math.max(
        loss, kind == LossKind.CROSS_ENTROPY ? size : 2.0 * size * Math.sqrt(Math.max(loss, 0.0)));
  }

  /** The gradient with respect to each parameter. */
  public List<Layer<double[]>> gradients() {
    List<Layer<double[]>> gradients = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      gradients.add(gradient(inputs[i], upstream[i], i, biasFactor()));
    }
    return gradients;
  }

  /**
   * By how much each gradient may rightly differ for three reasons. Rounding may have put
   * pre-activations on the other side of the kink: the ReLU's derivative jumps there, so a sample's
   * whole contribution comes or goes, for that layer and for all before it. And where an output is
   * close to its target, their difference is small, but has the rounding error of the output. And
   * what a layer reads may be small as well, as the difference of large terms.
   *
   * @param relativeError how exact the pre-activations are, relative to their layer's root mean
   *     square
   */
  public List<Layer<double[]>> gradientDoubt(double relativeError) {
    List<Layer<double[]>> doubts = new ArrayList<>();
    double[] kinks = new double[upstream[last].length];
    // Errors of different outputs are independent, so it is their squares that add up.
    double[] squares = squares(outputGradientDoubt(relativeError));
    for (int i = last; i >= 0; i--) {
      if (i < last) {
        double[] w = layers.get(i + 1).w();
        kinks = maskedDoubt(throughWeights(kinks, magnitudes(w), i + 1), i, relativeError);
        squares = reluGradient(throughWeights(squares, squares(w), i + 1), maskInputs[i]);
      }
      Layer<double[]> ofKinks = gradient(magnitudes(inputs[i]), kinks, i, biasFactor());
      Layer<double[]> ofOutputs =
          gradient(squares(inputs[i]), squares, i, biasFactor() * biasFactor());
      Layer<double[]> ofInputs = gradient(inputDoubt(i, relativeError), squares(upstream[i]), i, 0);
      doubts.add(
          0,
          sum(sum(ofKinks, ofOutputs.map(NetworkPass::roots)), ofInputs.map(NetworkPass::roots)));
    }
    return doubts;
  }

  /**
   * The root mean square of what the rounding errors of a layer's h are relative to: the sizes of
   * its terms, which may be much larger than their sum.
   */
  private double sizeOfTerms(int layer) {
    double[] w = magnitudes(layers.get(layer).w());
    double[] terms =
        multiply(magnitudes(inputs[layer]), w, problem.rows(), ins(layer), outs(layer));
    double[] b = layers.get(layer).b();
    return RelativeError.rootMeanSquare(b == null ? terms : addRow(terms, magnitudes(b)));
  }

  /** The square of the doubt about what a layer reads, which is exact in the first. */
  private double[] inputDoubt(int layer, double relativeError) {
    double doubt = layer == 0 ? 0.0 : relativeError * sizeOfTerms(layer - 1);
    double[] doubts = new double[inputs[layer].length];
    Arrays.fill(doubts, doubt * doubt);
    return doubts;
  }

  /** The doubt about the loss's gradient with respect to the output. */
  private double[] outputGradientDoubt(double relativeError) {
    double size = sizeOfTerms(last);
    double[] doubt = new double[output.length];
    for (int i = 0; i < doubt.length; i++) {
      // Of the cross-entropy, (p − y)/rows: p has a rounding of its own, and dp = p(1 − p)·do.
      double p = problem.y()[i] + unmasked[last][i] * problem.rows();
      doubt[i] =
          kind == LossKind.CROSS_ENTROPY
              ? relativeError * p * (1.0 + (1.0 - p) * size) / problem.rows()
              : relativeError * 2.0 * size;
    }
    return doubt;
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
  private Layer<double[]> gradient(
      double[] input, double[] gradient, int layer, double biasFactor) {
    double[] w = multiplyTransposedLeft(input, gradient, ins(layer), problem.rows(), outs(layer));
    boolean bias = layers.get(layer).b() != null;
    return new Layer<>(w, bias ? scale(biasFactor, sumRows(gradient, outs(layer))) : null);
  }

  /** What the sum over the rows is multiplied by in the gradient of a bias. */
  private double biasFactor() {
    return notebook ? 1.0 / problem.rows() : 1.0;
  }

  private static Layer<double[]> sum(Layer<double[]> one, Layer<double[]> other) {
    double[] b = one.b();
    double[] otherB = other.b();
    return new Layer<>(
        sum(one.w(), other.w()), b == null || otherB == null ? null : sum(b, otherB));
  }

  private static double[] sum(double[] one, double[] other) {
    return addScaled(1.0, one, other);
  }

  private static double[] squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).toArray();
  }

  private static double[] roots(double[] values) {
    return Arrays.stream(values).map(Math::sqrt).toArray();
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
