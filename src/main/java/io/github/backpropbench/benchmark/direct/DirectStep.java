package io.github.backpropbench.benchmark.direct;

/** A training step that is written directly against one library or its adapter's class. */
public interface DirectStep {

  /** Takes one step and returns the loss before the update. */
  double run();

  /** Goes back to the starting weights. */
  void restart();
}
