package io.github.backpropbench.convergence;

import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Target;

/** The tasks of the tests. */
final class Tasks {
  private Tasks() {}

  /** The protocol's. */
  static TargetTask digits(String target) throws InvalidDataException {
    return TargetTask.load(
        "digits",
        1,
        new NetworkShape(64, 32, 10),
        LossKind.CROSS_ENTROPY,
        Target.parse(target),
        100);
  }

  /** One that takes milliseconds: 240 training rows. */
  static TargetTask teacher(String target, int epochs) throws InvalidDataException {
    return TargetTask.load(
        "teacher:3-4-1:400",
        1,
        new NetworkShape(3, 4, 1),
        LossKind.SQUARED_ERROR,
        Target.parse(target),
        epochs);
  }
}
