package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;
import static io.github.backpropbench.backend.vector.SpeciesF32.TYPE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The backward pass of two hidden units of a network with one output, and of up to four of their
 * inputs. The gradients at the units never leave the registers.
 */
final class GatedPairF32 {
  private GatedPairF32() {}

  /**
   * Adds up the sums of {@link NarrowNetworkF32} but for those of the output.
   *
   * @param x inputs, a column each {@code stride}, the first one at {@code at}
   * @param count the number of inputs, one to four
   * @param hidden what goes into the units' ReLUs, at {@code left} and {@code right}
   * @param leftOut the left unit's outgoing weight
   * @param gradient that at the output
   */
  static void pass(
      float[] x,
      int at,
      int stride,
      int count,
      float[] hidden,
      int left,
      int right,
      float leftOut,
      float rightOut,
      float[] gradient,
      int gradientAt,
      int length,
      float[] sums,
      int to) {
    // The first input stands for any that is missing: a sum that only some paths through the loop
    // update becomes an object in each iteration.
    int at1 = at + (count > 1 ? stride : 0);
    int at2 = at + (count > 2 ? 2 * stride : 0);
    int at3 = at + (count > 3 ? 3 * stride : 0);
    // For the checks alone, which those after the loop then need not repeat: whatever may leave
    // compiled code while the sums are live turns them into objects, see NarrowBackwardF32.
    FloatVector.fromArray(SPECIES, sums, to);
    FloatVector.fromArray(SPECIES, sums, to + LANES);
    FloatVector.fromArray(SPECIES, sums, to + 2 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 3 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 4 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 5 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 6 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 7 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 8 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 9 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 10 * LANES);
    FloatVector.fromArray(SPECIES, sums, to + 11 * LANES);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s0 = zero;
    FloatVector s1 = zero;
    FloatVector s2 = zero;
    FloatVector s3 = zero;
    FloatVector t0 = zero;
    FloatVector t1 = zero;
    FloatVector t2 = zero;
    FloatVector t3 = zero;
    FloatVector su = zero;
    FloatVector tu = zero;
    FloatVector sw = zero;
    FloatVector tw = zero;
    for (int i = 0; i < length; i += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, gradient, gradientAt + i);
      FloatVector h = FloatVector.fromArray(SPECIES, hidden, left + i);
      FloatVector k = FloatVector.fromArray(SPECIES, hidden, right + i);
      VectorMask<Float> hOff = h.compare(VectorOperators.LT, zero);
      VectorMask<Float> kOff = k.compare(VectorOperators.LT, zero);
      sw = h.blend(zero, hOff).fma(d, sw);
      tw = k.blend(zero, kOff).fma(d, tw);
      FloatVector u = d.mul(leftOut).blend(zero, hOff);
      FloatVector v = d.mul(rightOut).blend(zero, kOff);
      su = su.add(u);
      tu = tu.add(v);
      FloatVector c = FloatVector.fromArray(SPECIES, x, at + i);
      s0 = c.fma(u, s0);
      t0 = c.fma(v, t0);
      c = FloatVector.fromArray(SPECIES, x, at1 + i);
      s1 = c.fma(u, s1);
      t1 = c.fma(v, t1);
      c = FloatVector.fromArray(SPECIES, x, at2 + i);
      s2 = c.fma(u, s2);
      t2 = c.fma(v, t2);
      c = FloatVector.fromArray(SPECIES, x, at3 + i);
      s3 = c.fma(u, s3);
      t3 = c.fma(v, t3);
    }
    TYPE.cast(s0).intoArray(sums, to);
    TYPE.cast(s1).intoArray(sums, to + LANES);
    TYPE.cast(s2).intoArray(sums, to + 2 * LANES);
    TYPE.cast(s3).intoArray(sums, to + 3 * LANES);
    TYPE.cast(t0).intoArray(sums, to + 4 * LANES);
    TYPE.cast(t1).intoArray(sums, to + 5 * LANES);
    TYPE.cast(t2).intoArray(sums, to + 6 * LANES);
    TYPE.cast(t3).intoArray(sums, to + 7 * LANES);
    TYPE.cast(sw).intoArray(sums, to + 8 * LANES);
    TYPE.cast(tw).intoArray(sums, to + 9 * LANES);
    TYPE.cast(su).intoArray(sums, to + 10 * LANES);
    TYPE.cast(tu).intoArray(sums, to + 11 * LANES);
  }
}
