package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Softmax and cross-entropy of a batch, with their gradient. The lanes of a vector are samples, so
 * that nothing but the loss is summed across lanes. Several vectors of samples are worked on
 * together, in buffers without gaps that fit the first-level cache: the exponentials of all of them
 * are one loop. Each matrix is read or written only once, since at a batch of a power of two its
 * columns compete for the same few places in that cache.
 *
 * <p>With o a row of logits, d = o − max(o) and s = Σ exp(d), the row's loss is Σ y·(log s − d).
 */
final class CrossEntropyF32 {
  /** Elements of each buffer, 8 KB; a single vector of samples may need more. */
  private static final int GROUP = 2048;

  private float[] differences = new float[GROUP];
  private float[] exps = new float[GROUP];

  // Of each sample: s, Σy/(s·rows), log s, and the loss.
  private float[] sums = new float[0];
  private float[] factors = sums;
  private float[] logs = sums;
  private float[] losses = sums;

  /** See {@code MatrixKernel.crossEntropy}; of two rows or more. */
  double compute(VectorMatrixF32 logits, VectorMatrixF32 target, VectorMatrixF32 gradient) {
    int stride = logits.stride;
    int size = logits.columns * LANES;
    reserve(stride, size);
    float share = (float) 1 / logits.rows;
    int height = Math.max(1, GROUP / size) * LANES;
    for (int start = 0; start < stride; start += height) {
      int end = Math.min(start + height, stride);
      int at = 0;
      for (int row = start; row < end; row += LANES) {
        subtractMax(logits.values, row, stride, differences, at, at + size);
        at += size;
      }
      ExponentialF32.exp(differences, exps, 0, at);
      at = 0;
      for (int row = start; row < end; row += LANES) {
        sum(share, exps, at, at + size, target.values, row, stride, sums, factors);
        at += size;
      }
      LogarithmF32.log(sums, logs, start, end);
      at = 0;
      for (int row = start; row < end; row += LANES) {
        finish(
            share,
            differences,
            exps,
            at,
            at + size,
            target.values,
            gradient.values,
            row,
            stride,
            factors,
            logs,
            losses);
        at += size;
      }
    }
    Arrays.fill(losses, logits.rows, stride, 0);
    return SumsF32.sumVectors(losses, stride) / (double) logits.rows;
  }

  private void reserve(int rows, int size) {
    if (exps.length < size) {
      differences = new float[size];
      exps = new float[size];
    }
    if (sums.length < rows) {
      sums = new float[rows];
      factors = new float[rows];
      logs = new float[rows];
      losses = new float[rows];
    }
  }

  /** d of a vector of samples. */
  private static void subtractMax(
      float[] logits, int row, int stride, float[] differences, int start, int end) {
    FloatVector max = FloatVector.fromArray(SPECIES, logits, row);
    int from = row;
    for (int i = start; i < end; i += LANES) {
      FloatVector o = FloatVector.fromArray(SPECIES, logits, from);
      o.intoArray(differences, i);
      // A NaN that this passes over is still in its own difference, and with that in the sum.
      max = TYPE.cast(max).blend(o, o.compare(VectorOperators.GT, max));
      from += stride;
    }
    max = TYPE.cast(max);
    for (int i = start; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, differences, i).sub(max).intoArray(differences, i);
    }
  }

  /** s of a vector of samples, and what makes the gradient's first term of exp(d). */
  private static void sum(
      float share,
      float[] exps,
      int start,
      int end,
      float[] target,
      int row,
      int stride,
      float[] sums,
      float[] factors) {
    FloatVector sum = FloatVector.zero(SPECIES);
    FloatVector weight = sum;
    int at = row;
    for (int i = start; i < end; i += LANES) {
      sum = FloatVector.fromArray(SPECIES, exps, i).add(sum);
      weight = FloatVector.fromArray(SPECIES, target, at).add(weight);
      at += stride;
    }
    sum = TYPE.cast(sum);
    sum.intoArray(sums, row);
    TYPE.cast(weight).div(sum).mul(share).intoArray(factors, row);
  }

  /** The gradient of a vector of samples, and their losses. */
  private static void finish(
      float share,
      float[] differences,
      float[] exps,
      int start,
      int end,
      float[] target,
      float[] gradient,
      int row,
      int stride,
      float[] factors,
      float[] logs,
      float[] losses) {
    FloatVector factor = FloatVector.fromArray(SPECIES, factors, row);
    FloatVector log = FloatVector.fromArray(SPECIES, logs, row);
    FloatVector loss = FloatVector.zero(SPECIES);
    int at = row;
    for (int i = start; i < end; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, target, at);
      FloatVector d = FloatVector.fromArray(SPECIES, differences, i);
      loss = y.fma(log.sub(d), loss);
      FloatVector.fromArray(SPECIES, exps, i).fma(factor, y.mul(-share)).intoArray(gradient, at);
      at += stride;
    }
    TYPE.cast(loss).intoArray(losses, row);
  }
}
