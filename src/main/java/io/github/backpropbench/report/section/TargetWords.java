package io.github.backpropbench.report.section;

import io.github.backpropbench.problem.Target;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredTask;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Factor;
import java.util.Optional;
import java.util.function.Function;

/** What is trained to which target, in words. */
final class TargetWords {
  /** Data may be a file's name. */
  private static final int DATA_LENGTH = 60;

  private static final int VALUE_LENGTH = 24;
  private static final double LARGE = 100;

  private TargetWords() {}

  /** {@code digits to 95 % by 64-32-10}. */
  static String title(Function<Factor, String> task) {
    String target = task.apply(Factor.TARGET);
    return "%s to %s by %s"
        .formatted(
            ForeignText.of(task.apply(Factor.DATA), DATA_LENGTH),
            known(target)
                .map(one -> (one.isAccuracy() ? "" : "a loss of ") + number(one))
                .orElseGet(() -> ForeignText.of(target, VALUE_LENGTH)),
            ForeignText.of(task.apply(Factor.SHAPE), VALUE_LENGTH));
  }

  /** What is trained on what until when, in a sentence. */
  static String sentence(MeasuredTask task) {
    String target = task.value(Factor.TARGET);
    return "The data are %s, split %s; a network of shape %s is trained with the loss %s until %s, for at most %s epochs."
        .formatted(
            ForeignText.of(task.value(Factor.DATA), DATA_LENGTH),
            ForeignText.of(task.value(Factor.SPLIT), VALUE_LENGTH),
            ForeignText.of(task.value(Factor.SHAPE), VALUE_LENGTH),
            ForeignText.of(task.value(Factor.LOSS), VALUE_LENGTH),
            known(target)
                .map(TargetWords::until)
                .orElseGet(() -> "it reaches " + ForeignText.of(target, VALUE_LENGTH)),
            ForeignText.of(task.value(Factor.EPOCHS), VALUE_LENGTH));
  }

  private static String until(Target target) {
    return target.isAccuracy()
        ? number(target) + " of the test rows are classified correctly"
        : "the mean loss of the test rows is at most " + number(target);
  }

  /** {@code 95 %}, {@code 0.05}. */
  private static String number(Target target) {
    return target.label().replace("%", " %");
  }

  private static Optional<Target> known(String text) {
    try {
      return Optional.of(Target.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // in another program's file
    }
  }

  /** {@code manual adam, bias, batch 32}. */
  static String choice(CellKey cell) {
    return Group.of(cell, Factor.GRADIENT, Factor.OPTIMIZER, Factor.BIAS).label()
        + ", batch "
        + ForeignText.of(cell.value(Factor.BATCH), VALUE_LENGTH);
  }

  /** A number of steps, which may be a mean. */
  static String steps(double steps) {
    return !Double.isFinite(steps) || steps < LARGE
        ? Figures.number(steps)
        : Long.toString(Math.round(steps));
  }

  /** The learning rate of a training. */
  static String rate(EvaluationCurve training) {
    return Figures.exact(training.learningRate());
  }
}
