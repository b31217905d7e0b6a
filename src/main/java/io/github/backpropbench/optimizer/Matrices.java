package io.github.backpropbench.optimizer;

import java.util.List;

/**
 * Matrices in an array: to look them up in a list takes several nanoseconds of a step that takes a
 * hundred.
 */
final class Matrices {
  private Matrices() {}

  @SuppressWarnings("unchecked") // Java has no arrays of a type variable
  static <M> M[] array(List<M> matrices) {
    return (M[]) matrices.toArray();
  }
}
