package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Softmax and cross-entropy of a single sample, with their gradient: {@link CrossEntropyF32} with
 * the classes in the lanes. Masks are avoided: the padding of the buffers is filled with what does
 * not count.
 */
final class CrossEntropyRowF32 {
  /** Its exponential is 0, and so is its product with 0. */
  private static final float LOW = -1000;

  private float[] differences = new float[LANES];
  private float[] exps = differences;
  private float[] weights = differences;

  /** See {@code MatrixKernel.crossEntropy}. */
  double compute(VectorMatrixF32 logits, VectorMatrixF32 target, VectorMatrixF32 gradient) {
    int columns = logits.columns;
    int length = SpeciesF32.padded(columns);
    if (exps.length < length || exps == differences) {
      differences = new float[length];
      exps = new float[length];
      weights = new float[length];
    }
    System.arraycopy(logits.values, 0, differences, 0, columns);
    Arrays.fill(differences, columns, length, logits.values[0]);
    subtract(max(differences, length), differences, length);
    Arrays.fill(differences, columns, length, LOW);
    ExponentialF32.exp(differences, exps, 0, length);
    System.arraycopy(target.values, 0, weights, 0, columns);
    Arrays.fill(weights, columns, length, 0);
    float sum = SumsF32.sumVectors(exps, length);
    float factor = SumsF32.sumVectors(weights, length) / sum;
    return finish(
        factor, (float) Math.log(sum), differences, exps, weights, gradient.values, length);
  }

  private static float max(float[] a, int length) {
    FloatVector max = FloatVector.fromArray(SPECIES, a, 0);
    for (int i = LANES; i < length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, a, i);
      // A NaN that this passes over is still in its own difference, and with that in the sum.
      max = TYPE.cast(max).blend(x, x.compare(VectorOperators.GT, max));
    }
    return TYPE.cast(max).reduceLanes(VectorOperators.MAX);
  }

  private static void subtract(float b, float[] a, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(SPECIES, a, i).sub(b).intoArray(a, i);
    }
  }

  /** Writes the gradient and returns the loss. */
  private static float finish(
      float factor,
      float log,
      float[] differences,
      float[] exps,
      float[] weights,
      float[] gradient,
      int length) {
    FloatVector logs = FloatVector.broadcast(SPECIES, log);
    FloatVector loss = FloatVector.zero(SPECIES);
    for (int i = 0; i < length; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, weights, i);
      loss = y.fma(logs.sub(FloatVector.fromArray(SPECIES, differences, i)), loss);
      FloatVector.fromArray(SPECIES, exps, i).mul(factor).sub(y).intoArray(gradient, i);
    }
    return TYPE.cast(loss).reduceLanes(VectorOperators.ADD);
  }
}
