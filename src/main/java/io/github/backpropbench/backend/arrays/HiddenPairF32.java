package io.github.backpropbench.backend.arrays;

import io.github.backpropbench.kernel.TwoLayers;
import org.jspecify.annotations.Nullable;

/**
 * Loss and gradients of a network of up to three inputs, one or two hidden units and one output, in
 * one loop over the samples, whose sums stay in registers. A larger one would have more sums than
 * there are registers.
 */
final class HiddenPairF32 {
  private static final int MOST_INPUTS = 3;
  private static final int MOST_UNITS = 2;

  private HiddenPairF32() {}

  static boolean suits(
      ArraysMatrixF32 x, ArraysMatrixF32 target, TwoLayers<ArraysMatrixF32> network) {
    return x.columns <= MOST_INPUTS && network.w1().columns <= MOST_UNITS && target.columns == 1;
  }

  /** See {@code MatrixKernel.squaredErrorGradients}. */
  static double compute(
      ArraysMatrixF32 x, ArraysMatrixF32 target, TwoLayers<ArraysMatrixF32> network) {
    float[] inputs = x.values;
    float[] targets = target.values;
    float[] w1 = network.w1().values;
    float[] w2 = network.w2().values;
    int count = x.columns;
    int units = network.w1().columns;
    int right = units - 1;
    // A single unit has a twin without weights, which adds nothing to the output.
    boolean two = right > 0;
    float l0 = w1[0];
    float r0 = two ? w1[right] : 0;
    float l1 = count > 1 ? w1[units] : 0;
    float r1 = two && count > 1 ? w1[units + right] : 0;
    float l2 = count > 2 ? w1[2 * units] : 0;
    float r2 = two && count > 2 ? w1[2 * units + right] : 0;
    float leftStart = bias(network.b1(), 0);
    float rightStart = two ? bias(network.b1(), right) : 0;
    float outStart = bias(network.b2(), 0);
    float leftOut = w2[0];
    float rightOut = two ? w2[1] : 0;
    int first = Math.min(1, count - 1);
    int second = count - 1;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float t0 = 0;
    float t1 = 0;
    float t2 = 0;
    float su = 0;
    float tu = 0;
    float sw = 0;
    float tw = 0;
    float b = 0;
    float loss = 0;
    int at = 0;
    for (int i = 0; i < targets.length; i++) {
      float x0 = inputs[at];
      float x1 = inputs[at + first];
      float x2 = inputs[at + second];
      at += count;
      float h = leftStart + x0 * l0 + x1 * l1 + x2 * l2;
      float k = rightStart + x0 * r0 + x1 * r1 + x2 * r2;
      float leftValue = h < 0 ? 0 : h;
      float rightValue = k < 0 ? 0 : k;
      float d = outStart + leftValue * leftOut + rightValue * rightOut - targets[i];
      loss += d * d;
      d += d;
      b += d;
      sw += leftValue * d;
      tw += rightValue * d;
      float u = h < 0 ? 0 : d * leftOut;
      float v = k < 0 ? 0 : d * rightOut;
      su += u;
      tu += v;
      s0 += x0 * u;
      s1 += x1 * u;
      s2 += x2 * u;
      t0 += x0 * v;
      t1 += x1 * v;
      t2 += x2 * v;
    }
    store(network.w2Gradient(), right, tw, sw);
    store(network.b1Gradient(), right, tu, su);
    store(network.b2Gradient(), 0, b, b);
    float[] gradient = network.w1Gradient().values;
    store(gradient, 0, right, t0, s0);
    if (count > 1) {
      store(gradient, units, right, t1, s1);
    }
    if (count > 2) {
      store(gradient, 2 * units, right, t2, s2);
    }
    return loss;
  }

  private static float bias(@Nullable ArraysMatrixF32 row, int unit) {
    return row == null ? 0 : row.values[unit];
  }

  private static void store(
      @Nullable ArraysMatrixF32 into, int right, float rightSum, float leftSum) {
    if (into != null) {
      store(into.values, 0, right, rightSum, leftSum);
    }
  }

  /** The right sum first, since with a single unit there is only the left one's place. */
  private static void store(float[] into, int at, int right, float rightSum, float leftSum) {
    into[at + right] = rightSum;
    into[at] = leftSum;
  }
}
