package io.github.backpropbench.gradient;

import io.github.backpropbench.kernel.MatrixKernel;
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
 * dh = 2(o − y) for the last layer, which comes with the loss
 * dW = aᵀ·dh    db = Σ_rows dh
 * da = dh·Wᵀ    dh of the layer before = da where its h ≥ 0, else 0
 * </pre>
 */
public final class ManualGradient<M> implements Gradient<M> {
  private final MatrixKernel<M> kernel;
  private final M target;
  private final Parameters<M> gradients;
  private final M[] weights;
  private final @Nullable M[] biases;
  private final M[] weightGradients;
  private final @Nullable M[] biasGradients;

  /** a of each layer, batch × its inputs. */
  private final M[] inputs;

  /** h of each layer but the last, batch × its outputs. */
  private final M[] hidden;

  private final M output;

  /** dh of each layer, batch × its outputs. */
  private final M[] upstream;

  public ManualGradient(
      MatrixKernel<M> kernel, Batch<M> batch, Parameters<M> parameters, Parameters<M> gradients) {
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
  }

  @Override
  public double forward() {
    M[] a = inputs;
    M[] w = weights;
    @Nullable M[] b = biases;
    M[] h = hidden;
    int last = h.length;
    for (int i = 0; i < last; i++) {
      kernel.affineRelu(a[i], w[i], b[i], h[i], a[i + 1]);
    }
    return kernel.affineSquaredError(a[last], w[last], b[last], target, output, upstream[last]);
  }

  @Override
  public void backward() {
    M[] a = inputs;
    M[] w = weights;
    M[] h = hidden;
    M[] dh = upstream;
    M[] dw = weightGradients;
    @Nullable M[] db = biasGradients;
    for (int i = h.length; i > 0; i--) {
      kernel.affineBackward(a[i], dh[i], w[i], h[i - 1], dw[i], db[i], dh[i - 1]);
    }
    kernel.affineGradient(a[0], dh[0], dw[0], db[0]);
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
