package io.github.backpropbench.problem;

/** A matrix as a problem file names it, row-major. */
record JsonMatrix(String name, int rows, int columns, double[] values) {

  /** Name and size, as in {@code w1 is 3×2}. */
  String description() {
    return name + " is " + rows + "×" + columns;
  }
}
