package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.LanesF32.LANES;
import static io.github.backpropbench.backend.vector.LanesF32.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** A row that is added to each row of a matrix. */
final class RowsF32 {
  private RowsF32() {}

  /** {@code out = a + row}, for each row of a. */
  static void addRow(VectorMatrixF32 a, float[] row, VectorMatrixF32 out) {
    if (a.isRow()) {
      ElementsF32.add(a.values, row, out.values);
      return;
    }
    for (int j = 0; j < a.columns; j++) {
      add(a.values, row[j], out.values, j * a.stride, a.stride);
    }
  }

  /** {@code out += row}, for each row of out, and {@code activated = max(out, 0)}. */
  static void addRowAndActivate(float[] row, VectorMatrixF32 out, VectorMatrixF32 activated) {
    if (out.isRow()) {
      ElementsF32.add(out.values, row, out.values);
      ElementsF32.relu(out.values, activated.values);
      return;
    }
    for (int j = 0; j < out.columns; j++) {
      addAndActivate(row[j], out.values, activated.values, j * out.stride, out.stride);
    }
  }

  private static void add(float[] a, float addend, float[] out, int start, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector.fromArray(SPECIES, a, start + i).add(addend).intoArray(out, start + i);
    }
  }

  private static void addAndActivate(
      float addend, float[] out, float[] activated, int start, int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, out, start + i).add(addend);
      x.intoArray(out, start + i);
      x.blend(0, x.compare(VectorOperators.LT, 0)).intoArray(activated, start + i);
    }
  }
}
