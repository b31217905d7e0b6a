package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.TwoLayers;
import org.jspecify.annotations.Nullable;

/**
 * Loss and gradients of a small network of two layers and one output for one sample, in plain
 * loops. The terms of the first four inputs are written out: a loop of so few takes longer to enter
 * than to run.
 */
final class OneSampleNetworkF32 {
  private static final int WRITTEN_OUT = 4;

  /** What stands for the biases of a network without, and for their gradients. */
  private final float[] noBias = new float[NarrowLayers.FEW_WEIGHTS];

  private final float[] noGradient = new float[NarrowLayers.FEW_WEIGHTS];

  /** Whether {@code x} is one sample and the network is such a one. */
  static boolean suits(VectorMatrixF32 x, TwoLayers<VectorMatrixF32> network) {
    return OneSampleF32.suits(x, network.w1()) && network.w2().columns == 1;
  }

  /** See {@code MatrixKernel.squaredErrorGradients}. */
  double compute(VectorMatrixF32 x, VectorMatrixF32 target, TwoLayers<VectorMatrixF32> network) {
    VectorMatrixF32 w1 = network.w1();
    float[] w2 = network.w2().values;
    float[] hidden = network.hidden().values;
    float out =
        forward(x.values, x.columns, w1, values(network.b1(), noBias), w2, hidden)
            + values(network.b2(), noBias)[0];
    float difference = out - target.values[0];
    float gradient = 2 * difference;
    values(network.b2Gradient(), noGradient)[0] = gradient;
    backward(
        x.values,
        x.columns,
        hidden,
        gradient,
        w2,
        network.w1Gradient(),
        values(network.b1Gradient(), noGradient),
        network.w2Gradient().values);
    return difference * difference;
  }

  private static float[] values(@Nullable VectorMatrixF32 row, float[] ifNone) {
    return row == null ? ifNone : row.values;
  }

  private static float forward(
      float[] x, int inputs, VectorMatrixF32 w1, float[] bias, float[] w2, float[] hidden) {
    float[] w = w1.values;
    float out = 0;
    for (int j = 0; j < w1.columns; j++) {
      int at = j * w1.stride;
      float h = bias[j] + x[0] * w[at];
      if (inputs > 1) {
        h += x[1] * w[at + 1];
        if (inputs > 2) {
          h += x[2] * w[at + 2];
          if (inputs > 3) {
            h += x[3] * w[at + 3];
            for (int i = WRITTEN_OUT; i < inputs; i++) {
              h += x[i] * w[at + i];
            }
          }
        }
      }
      hidden[j] = h;
      out += (h < 0 ? 0 : h) * w2[j];
    }
    return out;
  }

  private static void backward(
      float[] x,
      int inputs,
      float[] hidden,
      float gradient,
      float[] w2,
      VectorMatrixF32 w1Gradient,
      float[] biasGradient,
      float[] w2Gradient) {
    float[] out = w1Gradient.values;
    for (int j = 0; j < w1Gradient.columns; j++) {
      float h = hidden[j];
      w2Gradient[j] = (h < 0 ? 0 : h) * gradient;
      float g = h >= 0 ? gradient * w2[j] : 0;
      biasGradient[j] = g;
      int at = j * w1Gradient.stride;
      out[at] = x[0] * g;
      if (inputs > 1) {
        out[at + 1] = x[1] * g;
        if (inputs > 2) {
          out[at + 2] = x[2] * g;
          if (inputs > 3) {
            out[at + 3] = x[3] * g;
            for (int i = WRITTEN_OUT; i < inputs; i++) {
              out[at + i] = x[i] * g;
            }
          }
        }
      }
    }
  }
}
