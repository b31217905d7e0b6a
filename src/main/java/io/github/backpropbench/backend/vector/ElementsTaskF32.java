package io.github.backpropbench.backend.vector;

import io.github.backpropbench.kernel.AdamSchedule;

/**
 * An element-wise operation to be run by several threads. Each has a contiguous share of the
 * elements, or some rows in all columns where an operation must tell columns apart.
 */
final class ElementsTaskF32 implements WorkerPool.Task {

  /** What is computed. */
  enum Operation {
    RELU,
    RELU_GRADIENT,
    SUBTRACT,
    SCALE,
    ADD_ROW,
    ADD_SCALED,
    MOMENTUM,
    ADAM,
    SQUARED_ERROR
  }

  private static final VectorMatrixF32 NONE = new VectorMatrixF32(1, 1);

  private final double[] sums;
  private Operation operation = Operation.RELU;

  // The operands, as many as the operation has; the last one is the result; updates change their
  // moments, too.
  private VectorMatrixF32 a = NONE;
  private VectorMatrixF32 b = NONE;
  private VectorMatrixF32 c = NONE;
  private VectorMatrixF32 out = NONE;

  /** What elements are multiplied by, and the other factor of an operation that has two. */
  float factor;

  float momentum;

  /** Of {@link Operation#ADAM}. */
  AdamSchedule schedule = new AdamSchedule(1);

  /**
   * @param parts the number of threads
   */
  ElementsTaskF32(int parts) {
    sums = new double[parts];
  }

  /** Whether each thread would have rows enough for an operation that divides rows. */
  boolean hasRowsForAll(VectorMatrixF32 result) {
    return result.runLength() >= sums.length * TileF32.HEIGHT;
  }

  void set(Operation next, VectorMatrixF32 first, VectorMatrixF32 second, VectorMatrixF32 result) {
    set(next, first, second, NONE, result);
  }

  void set(
      Operation next,
      VectorMatrixF32 first,
      VectorMatrixF32 second,
      VectorMatrixF32 third,
      VectorMatrixF32 result) {
    operation = next;
    a = first;
    b = second;
    c = third;
    out = result;
  }

  /** The sum over all parts of an operation that has one. */
  double sum() {
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return sum;
  }

  @Override
  public void run(int part) {
    switch (operation) {
      case ADD_ROW -> RowsF32.addRow(a, b.values, out, row(part), row(part + 1));
      case SQUARED_ERROR -> sums[part] = squaredError(row(part), row(part + 1));
      default -> {
        long vectors = SpeciesF32.loopBound(out.values.length) / SpeciesF32.LANES;
        run(
            (int) (vectors * part / sums.length) * SpeciesF32.LANES,
            (int) (vectors * (part + 1) / sums.length) * SpeciesF32.LANES);
      }
    }
  }

  /** Where a part starts in each run. */
  private int row(int part) {
    int length = out.runLength();
    long vectors = SpeciesF32.padded(length) / SpeciesF32.LANES;
    return Math.min(length, (int) (vectors * part / sums.length) * SpeciesF32.LANES);
  }

  private double squaredError(int from, int to) {
    double sum = 0;
    for (int j = 0; j < out.runs(); j++) {
      sum += SumsF32.squaredError(a.values, b.values, out.values, j * out.stride + from, to - from);
    }
    return sum;
  }

  private void run(int start, int end) {
    switch (operation) {
      case RELU -> ElementsF32.relu(a.values, out.values, start, end);
      case RELU_GRADIENT -> ElementsF32.reluGradient(a.values, b.values, out.values, start, end);
      case SUBTRACT -> ElementsF32.subtract(a.values, b.values, out.values, start, end);
      case SCALE -> ElementsF32.scale(factor, a.values, out.values, start, end);
      case ADD_SCALED -> ElementsF32.addScaled(factor, a.values, out.values, start, end);
      case MOMENTUM ->
          ElementsF32.momentumUpdate(momentum, factor, a.values, b.values, out.values, start, end);
      case ADAM ->
          ElementsF32.adamUpdate(schedule, a.values, b.values, c.values, out.values, start, end);
      default -> throw new IllegalStateException(operation + " is computed above");
    }
  }
}
