package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Forward and backward pass of a whole network of one or two hidden units, up to three inputs and
 * one output, in one loop over the samples. Nothing but the sums leaves the registers.
 */
final class HiddenPairF32 {
  private HiddenPairF32() {}

  /**
   * Whether a network of one output is such a one. With a fourth input the sums and weights would
   * no longer fit the registers.
   */
  static boolean suits(int inputs, int units) {
    return inputs <= 3 && units <= 2;
  }

  /**
   * Adds up all sums of {@link NarrowNetworkF32}.
   *
   * @param x inputs, a column each {@code stride}, the first one at {@code at}
   * @param count the number of inputs
   * @param w the weights of the units' inputs, from {@code left} and {@code right} on
   * @param leftStart the left unit's bias
   * @param leftOut the left unit's outgoing weight
   * @param outStart the output's bias
   * @param two whether the right unit is another one
   */
  static void pass(
      float[] x,
      int at,
      int stride,
      int count,
      float[] w,
      int left,
      int right,
      float leftStart,
      float rightStart,
      float leftOut,
      float rightOut,
      float outStart,
      boolean two,
      float[] target,
      int targetAt,
      int length,
      float[] sums,
      int to) {
    float l0 = w[left];
    float r0 = w[right];
    float l1 = count > 1 ? w[left + 1] : 0;
    float r1 = count > 1 ? w[right + 1] : 0;
    float l2 = count > 2 ? w[left + 2] : 0;
    float r2 = count > 2 ? w[right + 2] : 0;
    // The first input stands for any that is missing: a sum that only some paths through the loop
    // update becomes an object in each iteration.
    int at1 = at + (count > 1 ? stride : 0);
    int at2 = at + (count > 2 ? 2 * stride : 0);
    // For the checks alone, which those after the loop then need not repeat: whatever may leave
    // compiled code while the sums are live turns them into objects, see NarrowBackwardF32.
    FloatVector.fromArray(SPECIES, sums, to);
    FloatVector.fromArray(SPECIES, sums, to + LANES);
    FloatVector.fromArray(SPECIES, sums, to + 2 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 4 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 5 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 6 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 8 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 9 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 10 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 11 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 12 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 13 * LANES);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector t0 = zero;
    FloatVector t1 = zero;
    FloatVector t2 = zero;
    FloatVector su = zero;
    FloatVector tu = zero;
    FloatVector sw = zero;
    FloatVector tw = zero;
    FloatVector b = zero;
    FloatVector e = zero;
    for (int i = 0; i < length; i += LANES) {
      FloatVector c = FloatVector.fromArray(SPECIES, x, at + i);
      FloatVector h =
          c.fma(FloatVector.broadcast(SPECIES, l0), FloatVector.broadcast(SPECIES, leftStart));
      FloatVector k =
          c.fma(FloatVector.broadcast(SPECIES, r0), FloatVector.broadcast(SPECIES, rightStart));
      if (count > 1) {
        c = FloatVector.fromArray(SPECIES, x, at1 + i);
        h = c.fma(FloatVector.broadcast(SPECIES, l1), h);
        k = c.fma(FloatVector.broadcast(SPECIES, r1), k);
        if (count > 2) {
          c = FloatVector.fromArray(SPECIES, x, at2 + i);
          h = c.fma(FloatVector.broadcast(SPECIES, l2), h);
          k = c.fma(FloatVector.broadcast(SPECIES, r2), k);
        }
      }
      h = TYPE.cast(h);
      k = TYPE.cast(k);
      VectorMask<Float> hOff = h.compare(VectorOperators.LT, zero);
      VectorMask<Float> kOff = k.compare(VectorOperators.LT, zero);
      h = h.blend(zero, hOff);
      k = k.blend(zero, kOff);
      FloatVector d =
          h.fma(FloatVector.broadcast(SPECIES, leftOut), FloatVector.broadcast(SPECIES, outStart));
      if (two) {
        d = k.fma(FloatVector.broadcast(SPECIES, rightOut), d);
      }
      d = TYPE.cast(d).sub(FloatVector.fromArray(SPECIES, target, targetAt + i));
      e = d.fma(d, e);
      d = d.add(d);
      b = b.add(d);
      sw = h.fma(d, sw);
      tw = k.fma(d, tw);
      FloatVector u = d.mul(leftOut).blend(zero, hOff);
      FloatVector v = d.mul(rightOut).blend(zero, kOff);
      su = su.add(u);
      tu = tu.add(v);
      c = FloatVector.fromArray(SPECIES, x, at + i);
      s0 = c.fma(u, s0);
      t0 = c.fma(v, t0);
      c = FloatVector.fromArray(SPECIES, x, at1 + i);
      s1 = c.fma(u, s1);
      t1 = c.fma(v, t1);
      c = FloatVector.fromArray(SPECIES, x, at2 + i);
      s2 = c.fma(u, s2);
      t2 = c.fma(v, t2);
    }
    TYPE.cast(s0).intoArray(sums, to);
    TYPE.cast(s1).intoArray(sums, to + LANES);
    TYPE.cast(s2).intoArray(sums, to + 2 * LANES);
    TYPE.cast(t0).intoArray(sums, to + 4 * LANES);
    TYPE.cast(t1).intoArray(sums, to + 5 * LANES);
    TYPE.cast(t2).intoArray(sums, to + 6 * LANES);
    TYPE.cast(sw).intoArray(sums, to + 8 * LANES);
    TYPE.cast(tw).intoArray(sums, to + 9 * LANES);
    TYPE.cast(su).intoArray(sums, to + 10 * LANES);
    TYPE.cast(tu).intoArray(sums, to + 11 * LANES);
    TYPE.cast(b).intoArray(sums, to + 12 * LANES);
    TYPE.cast(e).intoArray(sums, to + 13 * LANES);
  }
}
