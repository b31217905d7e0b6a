package io.github.backpropbench.training;

/** The forward pass of a network in training on given rows, at the parameters of the moment. */
public interface ForwardPass {

  /** Computes the outputs and returns the loss, in the form in which it is minimized. */
  double run();

  /**
   * Copies the outputs of the last {@link #run}. They may be those of the last layer, or for the
   * cross-entropy the probabilities of the classes: the largest is the same.
   *
   * @param rowMajor rows × outputs
   */
  void outputs(double[] rowMajor);
}
