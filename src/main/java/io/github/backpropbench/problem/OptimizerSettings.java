package io.github.backpropbench.problem;

/**
 * An optimizer with its constants. Those that its kind does not use are kept, but mean nothing.
 *
 * @param learningRate a finite number of at least 0
 * @param momentum μ, a finite number of at least 0; for {@link OptimizerKind#MOMENTUM}
 * @param weightDecay λ, a finite number of at least 0; for {@link OptimizerKind#ADAMW}
 */
public record OptimizerSettings(
    OptimizerKind kind, double learningRate, double momentum, double weightDecay) {
  public static final double DEFAULT_MOMENTUM = 0.9;

  /** PyTorch's default. */
  public static final double DEFAULT_WEIGHT_DECAY = 0.01;

  public OptimizerSettings {
    require("learning rate", learningRate);
    require("momentum", momentum);
    require("weight decay", weightDecay);
  }

  /** With the default momentum and weight decay. */
  public OptimizerSettings(OptimizerKind kind, double learningRate) {
    this(kind, learningRate, DEFAULT_MOMENTUM, DEFAULT_WEIGHT_DECAY);
  }

  private static void require(String name, double value) {
    if (!(value >= 0.0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "the " + name + " must be a finite number of at least 0, not " + value);
    }
  }
}
