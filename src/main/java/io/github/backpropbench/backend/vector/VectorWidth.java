package io.github.backpropbench.backend.vector;

import jdk.incubator.vector.VectorShape;

/** How wide the vectors are that this JVM has instructions for. */
final class VectorWidth {
  private VectorWidth() {}

  static int bits() {
    return VectorShape.preferredShape().vectorBitSize();
  }
}
