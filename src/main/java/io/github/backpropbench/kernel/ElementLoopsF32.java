package io.github.backpropbench.kernel;

/**
 * Element-wise operations as loops over whole arrays of one length, for backends whose library has
 * nothing better. One index for all arrays is the form that C2 vectorizes. Each {@code into} may be
 * one of the operands.
 */
public final class ElementLoopsF32 {
  private ElementLoopsF32() {}

  /** {@code into = max(a, 0)}. */
  public static void relu(float[] a, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.max(a[i], 0);
    }
  }

  /** {@code into = upstream} where {@code input ≥ 0}, else 0. */
  public static void reluGradient(float[] upstream, float[] input, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = ReluMask.pass(upstream[i], input[i]);
    }
  }

  /** {@code into = a − b}. */
  public static void subtract(float[] a, float[] b, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = a[i] - b[i];
    }
  }

  /** {@code into = factor·a}. */
  public static void scale(float factor, float[] a, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = factor * a[i];
    }
  }

  /** {@code into += factor·a}. */
  public static void addScaled(float factor, float[] a, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] += factor * a[i];
    }
  }

  /**
   * {@code into = 2(a − b)}: the gradient of the squared error, whose sum of squares is 4Σ(a − b)².
   */
  public static void squaredErrorGradient(float[] a, float[] b, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = 2 * (a[i] - b[i]);
    }
  }

  /** {@link MatrixKernel#adamUpdate}, on four distinct arrays: g, m, v and p. */
  public static void adamUpdate(AdamSchedule schedule, float[] g, float[] m, float[] v, float[] p) {
    float firstRate = (float) (1 - schedule.beta1());
    float secondDecay = (float) schedule.beta2();
    float secondRate = (float) (1 - schedule.beta2());
    // m / (√v/c + ε) = c·m / (√v + c·ε), with one division less.
    float step = (float) (schedule.stepSize() * schedule.rootCorrection());
    float epsilon = (float) (schedule.epsilon() * schedule.rootCorrection());
    float decay = (float) schedule.decay();
    for (int i = 0; i < p.length; i++) {
      m[i] += firstRate * (g[i] - m[i]);
      v[i] = secondDecay * v[i] + secondRate * g[i] * g[i];
      p[i] = decay * p[i] - step * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
    }
  }

  /** {@link MatrixKernel#momentumUpdate}, on three distinct arrays: g, v and p. */
  public static void momentumUpdate(
      float momentum, float learningRate, float[] g, float[] v, float[] p) {
    for (int i = 0; i < p.length; i++) {
      v[i] = momentum * v[i] + g[i];
      p[i] -= learningRate * v[i];
    }
  }
}
