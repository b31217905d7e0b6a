package io.github.backpropbench.backend.vector;

import java.util.ArrayList;
import java.util.List;

/** Products on both sides of each bound in {@link NarrowLayers}. */
final class NarrowShapes {
  private static final int[] WIDTHS = {1, 2, 3, 4, 5, 7, 8, 9, 16, 17};

  /** Batches with every kind of rest in a vector of 4, 8 or 16 lanes. */
  private static final int[] SAMPLES = {2, 3, 5, 8, 15, 16, 17, 31, 33, 64, 100};

  private NarrowShapes() {}

  /**
   * Triples of m, k and n, with the samples first, as in a layer, or second, as in its gradient.
   */
  static int[][] all() {
    List<int[]> shapes = new ArrayList<>();
    for (int inputs : WIDTHS) {
      for (int outputs : WIDTHS) {
        int samples = SAMPLES[shapes.size() / 2 % SAMPLES.length];
        shapes.add(new int[] {samples, inputs, outputs});
        shapes.add(new int[] {inputs, samples, outputs});
      }
    }
    return shapes.toArray(int[][]::new);
  }
}
