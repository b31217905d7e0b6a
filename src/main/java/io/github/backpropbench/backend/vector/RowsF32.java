package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;
import static io.github.backpropbench.backend.vector.SpeciesF32.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Adding a row to each row of a matrix, and operations on a range of rows. */
final class RowsF32 {
  private RowsF32() {}

  /** {@code out = a + row}, for each row of a. */
  static void addRow(VectorMatrixF32 a, float[] row, VectorMatrixF32 out) {
    addRow(a, row, out, 0, a.runLength());
  }

  /** As {@link #addRow}, for the elements {@code from} to before {@code to} of each run. */
  static void addRow(VectorMatrixF32 a, float[] row, VectorMatrixF32 out, int from, int to) {
    if (a.isRow()) {
      ElementsF32.add(a.values, row, out.values, from, SpeciesF32.padded(to));
      return;
    }
    int length = SpeciesF32.padded(to) - from;
    for (int j = 0; j < a.columns; j++) {
      add(a.values, row[j], out.values, j * a.stride + from, length);
    }
  }

  /**
   * {@code out += row}, for each row of out, and {@code activated = max(out, 0)}, for the elements
   * {@code from} to before {@code to} of each run.
   */
  static void addRowAndActivate(
      float[] row, VectorMatrixF32 out, VectorMatrixF32 activated, int from, int to) {
    if (out.isRow()) {
      ElementsF32.add(out.values, row, out.values, from, SpeciesF32.padded(to));
      ElementsF32.relu(out.values, activated.values, from, SpeciesF32.padded(to));
      return;
    }
    int length = SpeciesF32.padded(to) - from;
    for (int j = 0; j < out.columns; j++) {
      addAndActivate(row[j], out.values, activated.values, j * out.stride + from, length);
    }
  }

  /** {@code out = max(a, 0)}, for the elements {@code from} to before {@code to} of each run. */
  static void relu(VectorMatrixF32 a, VectorMatrixF32 out, int from, int to) {
    if (from == 0 && to == a.runLength()) {
      ElementsF32.relu(a.values, out.values, 0, out.values.length); // one loop, not one per run
      return;
    }
    for (int j = 0; j < a.runs(); j++) {
      int start = j * a.stride;
      ElementsF32.relu(a.values, out.values, start + from, start + SpeciesF32.padded(to));
    }
  }

  /**
   * {@code out = upstream} where {@code input ≥ 0}, else 0, for the elements {@code from} to before
   * {@code to} of each run.
   */
  static void reluGradient(
      VectorMatrixF32 upstream, VectorMatrixF32 input, VectorMatrixF32 out, int from, int to) {
    if (from == 0 && to == out.runLength()) {
      ElementsF32.reluGradient(upstream.values, input.values, out.values, 0, out.values.length);
      return;
    }
    for (int j = 0; j < out.runs(); j++) {
      int start = j * out.stride;
      ElementsF32.reluGradient(
          upstream.values, input.values, out.values, start + from, start + SpeciesF32.padded(to));
    }
  }

  /**
   * {@code into += factor·a}, element by element; the first four of each run are written out, since
   * a loop of so few takes longer to enter than to run.
   */
  static void addScaledOneByOne(float factor, VectorMatrixF32 a, VectorMatrixF32 into) {
    float[] from = a.values;
    float[] to = into.values;
    int length = into.runLength();
    for (int j = 0; j < into.runs(); j++) {
      int at = j * into.stride;
      to[at] += factor * from[at];
      if (length > 1) {
        to[at + 1] += factor * from[at + 1];
        if (length > 2) {
          to[at + 2] += factor * from[at + 2];
          if (length > 3) {
            to[at + 3] += factor * from[at + 3];
            for (int i = at + 4; i < at + length; i++) {
              to[i] += factor * from[i];
            }
          }
        }
      }
    }
  }

  private static void add(float[] a, float addend, float[] out, int start, int length) {
    FloatVector addends = FloatVector.broadcast(SPECIES, addend);
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(SPECIES, a, start + i).add(addends).intoArray(out, start + i);
    }
  }

  private static void addAndActivate(
      float addend, float[] out, float[] activated, int start, int length) {
    FloatVector addends = FloatVector.broadcast(SPECIES, addend);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, out, start + i).add(addends);
      x.intoArray(out, start + i);
      x.blend(zero, x.compare(VectorOperators.LT, zero)).intoArray(activated, start + i);
    }
  }
}
