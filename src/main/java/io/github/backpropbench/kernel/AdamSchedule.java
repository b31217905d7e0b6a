package io.github.backpropbench.kernel;

/**
 * The scalars of Adam and AdamW: their constants, and what depends on the number of steps taken.
 * Mutable, so that a warm training step allocates nothing.
 *
 * <p>Formulas as in PyTorch's {@code torch.optim.Adam}: {@code stepSize = lr / (1 − β₁ᵗ)}, {@code
 * rootCorrection = √(1 − β₂ᵗ)}, with t counted from 1. Kingma and Ba, "Adam: a method for
 * stochastic optimization", 2015. The weight decay is that of {@code torch.optim.AdamW}: Loshchilov
 * and Hutter, "Decoupled weight decay regularization", 2019.
 */
public final class AdamSchedule {
  public static final double DEFAULT_BETA1 = 0.9;
  public static final double DEFAULT_BETA2 = 0.999;
  public static final double DEFAULT_EPSILON = 1e-8;

  private final double learningRate;
  private final double decay;
  private double beta1Power = 1.0;
  private double beta2Power = 1.0;
  private double stepSize;
  private double rootCorrection;

  /** Without weight decay. */
  public AdamSchedule(double learningRate) {
    this(learningRate, 0.0);
  }

  /**
   * @param weightDecay λ, by which each step shrinks the parameters: {@code p ← p·(1 − lr·λ)}
   */
  public AdamSchedule(double learningRate, double weightDecay) {
    this.learningRate = learningRate;
    decay = 1.0 - learningRate * weightDecay;
  }

  /**
   * Moves on to the next step. The powers are running products: their relative error after t steps
   * is at most t·2⁻⁵³, which the corrections amplify by at most 1 / (1 − β₂) = 1000.
   */
  public void advance() {
    beta1Power *= DEFAULT_BETA1;
    beta2Power *= DEFAULT_BETA2;
    stepSize = learningRate / (1.0 - beta1Power);
    rootCorrection = Math.sqrt(1.0 - beta2Power);
  }

  /** Returns to the state before the first step. */
  public void reset() {
    beta1Power = 1.0;
    beta2Power = 1.0;
  }

  public double beta1() {
    return DEFAULT_BETA1;
  }

  public double beta2() {
    return DEFAULT_BETA2;
  }

  public double epsilon() {
    return DEFAULT_EPSILON;
  }

  /** What a step multiplies the parameters by before its update; 1 without weight decay. */
  public double decay() {
    return decay;
  }

  /** The learning rate with the first moment's bias correction, of the current step. */
  public double stepSize() {
    return stepSize;
  }

  /** The square root of the second moment's bias correction, of the current step. */
  public double rootCorrection() {
    return rootCorrection;
  }
}
