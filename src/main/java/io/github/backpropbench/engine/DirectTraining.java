package io.github.backpropbench.engine;

/**
 * A provider of kernels that also has a training step written directly against its library, or
 * against the adapter's own class, op by op: what the step through the kernel interface is compared
 * with, to see what the interface costs.
 */
public interface DirectTraining {

  /**
   * The step without the interface.
   *
   * @param task of a network with one hidden layer and bias, in float32, for the squared error by
   *     gradient descent on one thread
   * @throws IllegalArgumentException if it is another
   */
  TrainingEngine direct(EngineTask task);
}
