package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import io.github.backpropbench.kernel.AdamSchedule;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Element-wise operations from a start to before an end, both of whole vectors. */
final class ElementsF32 {
  private ElementsF32() {}

  static void relu(float[] from, float[] into, int start, int end) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = start; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, from, i);
      // Not max(x, 0), which needs five instructions to handle NaN and signed zeros.
      x.blend(zero, x.compare(VectorOperators.LT, zero)).intoArray(into, i);
    }
  }

  static void reluGradient(float[] upstream, float[] input, float[] into, int start, int end) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = start; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      zero.blend(FloatVector.fromArray(SPECIES, upstream, i), x.compare(VectorOperators.GE, zero))
          .intoArray(into, i);
    }
  }

  static void add(float[] left, float[] right, float[] into, int start, int end) {
    for (int i = start; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, left, i)
          .add(FloatVector.fromArray(SPECIES, right, i))
          .intoArray(into, i);
    }
  }

  static void subtract(float[] left, float[] right, float[] into, int start, int end) {
    for (int i = start; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, left, i)
          .sub(FloatVector.fromArray(SPECIES, right, i))
          .intoArray(into, i);
    }
  }

  static void scale(float factor, float[] from, float[] into, int start, int end) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    for (int i = start; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, from, i).mul(factors).intoArray(into, i);
    }
  }

  static void addScaled(float factor, float[] from, float[] into, int start, int end) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    for (int i = start; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, from, i)
          .fma(factors, FloatVector.fromArray(SPECIES, into, i))
          .intoArray(into, i);
    }
  }

  /** {@code v = momentum·v + g} and {@code p = p − learningRate·v}. */
  static void momentumUpdate(
      float momentum, float learningRate, float[] g, float[] v, float[] p, int start, int end) {
    FloatVector decay = FloatVector.broadcast(SPECIES, momentum);
    FloatVector rate = FloatVector.broadcast(SPECIES, -learningRate);
    for (int i = start; i < end; i += LANES) {
      FloatVector velocity =
          FloatVector.fromArray(SPECIES, v, i).fma(decay, FloatVector.fromArray(SPECIES, g, i));
      velocity.intoArray(v, i);
      velocity.fma(rate, FloatVector.fromArray(SPECIES, p, i)).intoArray(p, i);
    }
  }

  /** All of Adam in one pass over its four arrays. */
  static void adamUpdate(
      AdamSchedule schedule, float[] g, float[] m, float[] v, float[] p, int start, int end) {
    FloatVector firstRate = FloatVector.broadcast(SPECIES, (float) (1 - schedule.beta1()));
    FloatVector secondDecay = FloatVector.broadcast(SPECIES, (float) schedule.beta2());
    FloatVector secondRate = FloatVector.broadcast(SPECIES, (float) (1 - schedule.beta2()));
    // m / (√v/c + ε) = c·m / (√v + c·ε), with one division less.
    FloatVector step =
        FloatVector.broadcast(SPECIES, (float) (schedule.stepSize() * schedule.rootCorrection()));
    FloatVector epsilon =
        FloatVector.broadcast(SPECIES, (float) (schedule.epsilon() * schedule.rootCorrection()));
    FloatVector decay = FloatVector.broadcast(SPECIES, (float) schedule.decay());
    for (int i = start; i < end; i += LANES) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
      FloatVector first = FloatVector.fromArray(SPECIES, m, i);
      first = gradient.sub(first).fma(firstRate, first);
      FloatVector second = FloatVector.fromArray(SPECIES, v, i).mul(secondDecay);
      second = gradient.mul(gradient).fma(secondRate, second);
      TYPE.cast(first).intoArray(m, i);
      TYPE.cast(second).intoArray(v, i);
      FloatVector parameter = FloatVector.fromArray(SPECIES, p, i).mul(decay);
      parameter = parameter.sub(first.mul(step).div(second.sqrt().add(epsilon)));
      TYPE.cast(parameter).intoArray(p, i);
    }
  }
}
