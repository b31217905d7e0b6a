package io.github.backpropbench.backend.vector;

import static io.github.backpropbench.backend.vector.SpeciesF32.LANES;

import io.github.backpropbench.backend.vector.NarrowProductF32.Epilogue;
import io.github.backpropbench.kernel.TwoLayers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Loss and gradients of a network of two narrow layers and one output, for more than one sample.
 * The smallest networks take one pass over the batch, others three for each block of samples: what
 * these hand on stays in the caches.
 *
 * <p>A pass adds up vectors: with two hidden units and up to four inputs, each unit's gradients by
 * its input weights, those by both units' outgoing weights, by their biases, by the output's bias,
 * and the loss. The rows that do not fill a vector have a pass of their own, of whose sums only the
 * lanes of existing rows count.
 */
final class NarrowNetworkF32 {
  private static final int SUMS = NetworkSumsF32.COUNT;

  /** Index of each group of sums; those of the left unit's input weights start at 0. */
  private static final int RIGHT = 4;

  private static final int OUTGOING = 8;
  private static final int BIASES = 10;
  private static final int OUTPUT = 12;
  private static final int LOSS = 13;

  /**
   * Samples per block: few enough for the first-level cache to hold what a pass hands on to the
   * next, and enough for the lanes of the sums to be added rarely.
   */
  private static final int BLOCK = 512;

  /** The distance between a block's columns, which a power of two would put into the same sets. */
  private static final int STRIDE = BLOCK + LANES;

  private static final float[] NO_BIAS = new float[NarrowLayers.NETWORK];

  /** Twice, for whole vectors and for the rest. */
  private final float[] sums = new float[2 * SUMS * LANES];

  private final float[] totals = new float[SUMS];
  private final float[] hidden = new float[NarrowLayers.NETWORK * STRIDE];
  private final float[] outputGradient = new float[STRIDE];

  static boolean suits(
      VectorMatrixF32 x, VectorMatrixF32 target, TwoLayers<VectorMatrixF32> network) {
    return !x.isRow()
        && NarrowLayers.network(
            x.rows, !x.hasGaps(), x.columns, network.w1().columns, target.columns);
  }

  /** See {@code MatrixKernel.squaredErrorGradients}. */
  double compute(VectorMatrixF32 x, VectorMatrixF32 target, TwoLayers<VectorMatrixF32> network) {
    if (HiddenPairF32.suits(x.columns, network.w1().columns)) {
      sumWhole(x, target, network);
      NetworkSumsF32.reduce(sums, totals);
      storeUnits(network, 0, true);
      return storeOutput(network, true);
    }
    double loss = 0;
    for (int from = 0; from < x.rows; from += BLOCK) {
      loss += computeBlock(x, target, network, from, Math.min(BLOCK, x.rows - from));
    }
    return loss;
  }

  private void sumWhole(
      VectorMatrixF32 x, VectorMatrixF32 target, TwoLayers<VectorMatrixF32> network) {
    int whole = start(x.rows);
    if (whole > 0) {
      wholePass(x, target, network, 0, whole, 0);
    }
    if (whole < x.rows) {
      wholePass(x, target, network, whole, LANES, SUMS * LANES);
      NetworkSumsF32.addRest(sums, x.rows - whole);
    }
  }

  /** Clears the sums if there is not a single whole vector; returns the rows that fill vectors. */
  private int start(int rows) {
    int whole = SpeciesF32.loopBound(rows);
    if (whole == 0) {
      Arrays.fill(sums, 0, SUMS * LANES, 0);
    }
    return whole;
  }

  private void wholePass(
      VectorMatrixF32 x,
      VectorMatrixF32 target,
      TwoLayers<VectorMatrixF32> network,
      int from,
      int length,
      int to) {
    VectorMatrixF32 w1 = network.w1();
    float[] b1 = bias(network.b1());
    float[] w2 = network.w2().values;
    int last = w1.columns - 1;
    HiddenPairF32.pass(
        x.values,
        from,
        x.stride,
        x.columns,
        w1.values,
        0,
        last * w1.stride,
        b1[0],
        b1[last],
        w2[0],
        w2[last],
        bias(network.b2())[0],
        last > 0,
        target.values,
        from,
        length,
        sums,
        to);
  }

  private double computeBlock(
      VectorMatrixF32 x,
      VectorMatrixF32 target,
      TwoLayers<VectorMatrixF32> network,
      int from,
      int rows) {
    VectorMatrixF32 w1 = network.w1();
    NarrowProductF32.multiply(
        x.values,
        from,
        x.stride,
        w1.values,
        1,
        w1.stride,
        x.columns,
        network.b1(),
        Epilogue.STORE,
        hidden,
        hidden,
        STRIDE,
        w1.columns,
        SpeciesF32.padded(rows));
    int whole = start(rows);
    if (whole > 0) {
      outputPass(network, target, from, 0, whole, 0);
    }
    if (whole < rows) {
      outputPass(network, target, from, whole, LANES, SUMS * LANES);
    }
    double loss = 0;
    for (int j = 0; j < w1.columns; j += 2) {
      sumGated(x, network, j, from, rows);
      NetworkSumsF32.reduce(sums, totals);
      storeUnits(network, j, from == 0);
      if (j == 0) {
        loss = storeOutput(network, from == 0);
      }
    }
    return loss;
  }

  private void outputPass(
      TwoLayers<VectorMatrixF32> network,
      VectorMatrixF32 target,
      int from,
      int start,
      int length,
      int to) {
    NarrowOutputF32.pass(
        hidden,
        start,
        STRIDE,
        network.w1().columns,
        network.w2().values,
        bias(network.b2())[0],
        target.values,
        from + start,
        outputGradient,
        length,
        sums,
        to + OUTPUT * LANES);
  }

  private void sumGated(
      VectorMatrixF32 x, TwoLayers<VectorMatrixF32> network, int unit, int from, int rows) {
    int whole = SpeciesF32.loopBound(rows);
    if (whole > 0) {
      gatedPass(x, network, unit, from, 0, whole, 0);
    } else {
      Arrays.fill(sums, 0, OUTPUT * LANES, 0);
    }
    if (whole < rows) {
      gatedPass(x, network, unit, from, whole, LANES, SUMS * LANES);
      NetworkSumsF32.addRest(sums, rows - whole);
    }
  }

  private void gatedPass(
      VectorMatrixF32 x,
      TwoLayers<VectorMatrixF32> network,
      int unit,
      int from,
      int start,
      int length,
      int to) {
    int next = Math.min(unit + 1, network.w1().columns - 1);
    float[] w2 = network.w2().values;
    GatedPairF32.pass(
        x.values,
        from + start,
        x.stride,
        x.columns,
        hidden,
        unit * STRIDE + start,
        next * STRIDE + start,
        w2[unit],
        w2[next],
        outputGradient,
        start,
        length,
        sums,
        to);
  }

  private static float[] bias(@Nullable VectorMatrixF32 row) {
    return row == null ? NO_BIAS : row.values;
  }

  /** Stores the gradients of two units, or adds them to those of the blocks before. */
  private void storeUnits(TwoLayers<VectorMatrixF32> network, int unit, boolean first) {
    VectorMatrixF32 w1 = network.w1Gradient();
    VectorMatrixF32 b1 = network.b1Gradient();
    float[] w2 = network.w2Gradient().values;
    int last = Math.min(1, w1.columns - 1 - unit);
    for (int j = 0; j <= last; j++) {
      int at = (unit + j) * w1.stride;
      for (int i = 0; i < w1.rows; i++) {
        store(w1.values, at + i, totals[j * RIGHT + i], first);
      }
      store(w2, unit + j, totals[OUTGOING + j], first);
      if (b1 != null) {
        store(b1.values, unit + j, totals[BIASES + j], first);
      }
    }
  }

  /** The same of the output's bias; returns the loss. */
  private double storeOutput(TwoLayers<VectorMatrixF32> network, boolean first) {
    VectorMatrixF32 b2 = network.b2Gradient();
    if (b2 != null) {
      store(b2.values, 0, totals[OUTPUT], first);
    }
    return totals[LOSS];
  }

  private static void store(float[] into, int at, float value, boolean first) {
    into[at] = first ? value : into[at] + value;
  }
}
