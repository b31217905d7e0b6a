package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.TwoLayers;
import io.github.backpropbench.network.Batch;
import io.github.backpropbench.network.Matrices;
import io.github.backpropbench.network.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact gradients, one kernel call per layer in each direction. A layer computes {@code h = a·W
 * + b} of its input a, which is x or what the ReLU of the layer before made; the last layer's h is
 * the output o. On the way back
 *
 * <pre>
 * dh of the last layer, which comes with the loss: 2(o − y) of the squared error
 * dW = aᵀ·dh    db = Σ_rows dh
 * da = dh·Wᵀ    dh of the layer before = da where its h ≥ 0, else 0
 * </pre>
 */
public final class ManualGradient<M> implements Gradient<M> {
  private final LossKind loss;
  private final MatrixKernel<M> kernel;
  private final Parameters<M> gradients;
  private final M[] weights;
  private final @Nullable M[] biases;
  private final M[] weightGradients;
  private final @Nullable M[] biasGradients;

  /** a of each layer, batch × its inputs; of the first only what it was at first. */
  private final M[] inputs;

  /** h of each layer but the last, batch × its outputs. */
  private final M[] hidden;

  private final M output;

  /** dh of each layer, batch × its outputs. */
  private final M[] upstream;

  // The matrices of the first and the last layer again: in a small network, looking them up in
  // arrays would take a tenth of a step.
  private M x;
  private final M firstW;
  private final @Nullable M firstB;
  private final @Nullable M firstHidden;
  private final M secondInput;
  private final M firstUpstream;
  private final M firstWeightGradient;
  private final @Nullable M firstBiasGradient;
  private M lastInput;
  private final M lastW;
  private final @Nullable M lastB;
  private final @Nullable M lastHidden;
  private final M lastUpstream;
  private final M beforeLastUpstream;
  private final M lastWeightGradient;
  private final @Nullable M lastBiasGradient;
  private M target;

  /** The whole network if the kernel has its loss and gradients as one operation; else null. */
  private final @Nullable TwoLayers<M> whole;

  public ManualGradient(
      LossKind loss,
      MatrixKernel<M> kernel,
      Batch<M> batch,
      Parameters<M> parameters,
      Parameters<M> gradients) {
    this.loss = loss;
    this.kernel = kernel;
    this.gradients = gradients;
    target = batch.y();
    weights = parameters.weights();
    biases = parameters.biases();
    weightGradients = gradients.weights();
    biasGradients = gradients.biases();
    int samples = kernel.rows(batch.x());
    int last = weights.length - 1;
    List<M> allInputs = new ArrayList<>(List.of(batch.x()));
    List<M> allHidden = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      allHidden.add(kernel.allocate(samples, kernel.columns(weights[i])));
      allInputs.add(kernel.allocate(samples, kernel.columns(weights[i])));
    }
    inputs = Matrices.array(allInputs);
    hidden = Matrices.array(allHidden);
    output = kernel.allocate(samples, kernel.columns(target));
    List<M> allUpstream = new ArrayList<>();
    for (int i = last; i >= 0; i--) {
      allUpstream.add(0, kernel.allocate(samples, kernel.columns(weights[i])));
    }
    upstream = Matrices.array(allUpstream);
    x = inputs[0];
    firstW = weights[0];
    firstB = biases[0];
    firstHidden = last > 0 ? hidden[0] : null;
    secondInput = inputs[Math.min(1, last)];
    firstUpstream = upstream[0];
    firstWeightGradient = weightGradients[0];
    firstBiasGradient = biasGradients[0];
    lastInput = inputs[last];
    lastW = weights[last];
    lastB = biases[last];
    lastHidden = last > 0 ? hidden[last - 1] : null;
    lastUpstream = upstream[last];
    beforeLastUpstream = upstream[Math.max(0, last - 1)];
    lastWeightGradient = weightGradients[last];
    lastBiasGradient = biasGradients[last];
    whole = last == 1 && loss == LossKind.SQUARED_ERROR ? twoLayers(hidden[0]) : null;
  }

  private TwoLayers<M> twoLayers(M between) {
    return new TwoLayers<>(
        firstW,
        firstB,
        lastW,
        lastB,
        firstWeightGradient,
        firstBiasGradient,
        lastWeightGradient,
        lastBiasGradient,
        between,
        secondInput,
        output,
        lastUpstream,
        firstUpstream);
  }

  @Override
  public void use(Batch<M> batch) {
    x = batch.x();
    target = batch.y();
    if (firstHidden == null) {
      lastInput = x;
    }
  }

  @Override
  public double forward() {
    if (firstHidden != null) {
      kernel.affineRelu(x, firstW, firstB, firstHidden, secondInput);
      for (int i = 1; i < hidden.length; i++) {
        kernel.affineRelu(inputs[i], weights[i], biases[i], hidden[i], inputs[i + 1]);
      }
    }
    return loss.ofLayer(kernel, lastInput, lastW, lastB, target, output, lastUpstream);
  }

  @Override
  public void backward() {
    if (lastHidden != null) {
      kernel.affineBackward(
          lastInput,
          lastUpstream,
          lastW,
          lastHidden,
          lastWeightGradient,
          lastBiasGradient,
          beforeLastUpstream);
      for (int i = hidden.length - 1; i > 0; i--) {
        kernel.affineBackward(
            inputs[i],
            upstream[i],
            weights[i],
            hidden[i - 1],
            weightGradients[i],
            biasGradients[i],
            upstream[i - 1]);
      }
    }
    kernel.affineGradient(x, firstUpstream, firstWeightGradient, firstBiasGradient);
  }

  @Override
  public double lossAndGradients() {
    if (whole != null) {
      return kernel.squaredErrorGradients(x, target, whole);
    }
    return Gradient.super.lossAndGradients();
  }

  @Override
  public Parameters<M> gradients() {
    return gradients;
  }

  @Override
  public M output() {
    return output;
  }
}
