package io.github.backpropbench.oracle;

/** How a training step changes the parameters. */
public enum UpdateRule {
  /** {@code p −= learningRate · g}. */
  SGD,
  /** Adam with PyTorch's default constants. */
  ADAM
}
