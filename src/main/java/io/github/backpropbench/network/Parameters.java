package io.github.backpropbench.network;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.problem.Layer;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One matrix for each parameter of the perceptron: the parameters themselves, or their gradients.
 *
 * @param layers in the order of the forward pass; either all have a bias or none has
 */
public record Parameters<M>(List<Layer<M>> layers) {

  public Parameters {
    layers = List.copyOf(layers);
  }

  /** Zeros, with or without bias. */
  public static <M> Parameters<M> allocate(
      MatrixKernel<M> kernel, NetworkShape shape, boolean bias) {
    List<Layer<M>> layers = new ArrayList<>();
    for (int i = 0; i < shape.layers(); i++) {
      M w = kernel.allocate(shape.inputs(i), shape.outputs(i));
      layers.add(new Layer<>(w, bias ? kernel.allocate(1, shape.outputs(i)) : null));
    }
    return new Parameters<>(layers);
  }

  /**
   * The problem's starting weights.
   *
   * @throws IllegalArgumentException if a bias is asked for and the problem has none
   */
  public static <M> Parameters<M> startingFrom(
      MatrixKernel<M> kernel, Problem problem, boolean bias) {
    List<double[]> values = problem.startingLayers(bias).stream().flatMap(Layer::all).toList();
    Parameters<M> parameters = allocate(kernel, problem.shape(), bias);
    List<M> matrices = parameters.all();
    for (int i = 0; i < matrices.size(); i++) {
      kernel.upload(values.get(i), matrices.get(i));
    }
    return parameters;
  }

  /** What the matrices hold now, row-major. */
  public List<Layer<double[]>> download(MatrixKernel<M> kernel) {
    return layers.stream()
        .map(layer -> layer.<double[]>map(matrix -> Matrices.download(kernel, matrix)))
        .toList();
  }

  /** All matrices that exist: layer by layer, the weights before the bias. */
  public List<M> all() {
    return layers.stream().flatMap(Layer::all).toList();
  }

  /** Each layer's weights, see {@link Matrices#array}. */
  public M[] weights() {
    return Matrices.array(layers.stream().map(Layer::w).toList());
  }

  /** Each layer's bias, see {@link Matrices#array}; only nulls in a network without. */
  public @Nullable M[] biases() {
    return Matrices.array(layers.stream().map(Layer::b).toList());
  }
}
