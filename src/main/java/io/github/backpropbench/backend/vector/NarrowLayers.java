package io.github.backpropbench.backend.vector;

/**
 * Which layers count as narrow, that is, have so few inputs or outputs that code of their own is
 * faster than the tiles of {@link ProductF32}. The bounds are measured ones, see
 * src/docs/narrow-layers.md.
 */
final class NarrowLayers {
  /** Whether that code is used; false only to measure what it gains. */
  private static final boolean ENABLED =
      !"false".equals(System.getProperty("backpropbench.vector.narrow"));

  /** Up to this inner dimension or number of inputs, for any number of columns. */
  private static final int FEW = 4;

  /** Up to these, a tile does not repay its separate pass for what follows the product. */
  private static final int PRODUCT_DEPTH = 8;

  private static final int PRODUCT_WIDTH = 2;

  /** Up to this many inputs and outputs, sums of lanes are faster than packing a transpose. */
  private static final int GRADIENT_WIDTH = 16;

  private static final int GRADIENT_WEIGHTS = 128;

  /** Few samples are soon packed: up to three weights for each, but in any case up to 48. */
  private static final int GRADIENT_WEIGHTS_PER_SAMPLE = 3;

  private static final int GRADIENT_WEIGHTS_IN_ANY_CASE = 48;

  /** Up to this many inputs, passes over two of them at a time are faster than two operations. */
  private static final int BACKWARD_INPUTS = 8;

  /** Up to this many inputs and hidden units, a network of one output is one operation. */
  static final int NETWORK = FEW;

  /**
   * From this many samples on, if the operation needs more than one pass over them, or one more for
   * those that do not fill a vector.
   */
  private static final int NETWORK_SAMPLES = 128;

  /** The number of weights up to which a plain loop multiplies one sample. */
  static final int FEW_WEIGHTS = 64;

  /** Up to this many elements a plain loop computes the squared error of one sample. */
  private static final int FEW_ELEMENTS = 8;

  private NarrowLayers() {}

  /** Whether {@link NarrowProductF32} computes a product of several rows. */
  static boolean multiply(int depth, int columns) {
    return ENABLED && (depth <= FEW || depth <= PRODUCT_DEPTH && columns <= PRODUCT_WIDTH);
  }

  /** Whether {@link NarrowSquaredErrorF32} computes a layer's product together with its loss. */
  static boolean squaredError(int inputs) {
    return ENABLED && inputs <= FEW;
  }

  /** Whether {@link NarrowGradientF32} computes the weight gradient of several samples. */
  static boolean gradient(int samples, int inputs, int outputs) {
    if (inputs == 1) {
      // Its products with all outputs share one column, which ColumnDotsF32 loads once.
      return false;
    }
    return ENABLED
        && (inputs <= FEW
            || outputs > 1
                && inputs <= GRADIENT_WIDTH
                && outputs <= GRADIENT_WIDTH
                && inputs * outputs <= gradientWeights(samples));
  }

  private static int gradientWeights(int samples) {
    return Math.min(
        GRADIENT_WEIGHTS,
        Math.max(samples * GRADIENT_WEIGHTS_PER_SAMPLE, GRADIENT_WEIGHTS_IN_ANY_CASE));
  }

  /** Whether {@link NarrowBackwardF32} computes the backward pass of a layer with one output. */
  static boolean backward(int inputs) {
    return ENABLED && inputs <= BACKWARD_INPUTS;
  }

  /**
   * Whether {@link NarrowNetworkF32} computes loss and gradients of several samples.
   *
   * @param whole whether the samples fill vectors
   */
  static boolean network(int samples, boolean whole, int inputs, int hidden, int outputs) {
    return ENABLED
        && outputs == 1
        && inputs <= NETWORK
        && hidden <= NETWORK
        && (whole && HiddenPairF32.suits(inputs, hidden) || samples >= NETWORK_SAMPLES);
  }

  /** Whether {@link OneSampleF32} computes a layer with this number of weights for one sample. */
  static boolean multiplyOne(int weights) {
    return ENABLED && weights <= FEW_WEIGHTS;
  }

  /**
   * Whether {@link OneSampleF32} computes the squared error of one sample with this number of
   * elements.
   */
  static boolean sumOne(int elements) {
    return ENABLED && elements <= FEW_ELEMENTS;
  }
}
