package io.github.backpropbench.cli;

import io.github.backpropbench.convergence.Protocol;
import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.data.DataSource;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is trained, and what is to be reached. */
final class TaskOptions {
  private static final String DIGITS = "digits";

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description = "inputs-hidden-…-outputs; default 64-32-10 for digits, or the teacher's")
  private @Nullable NetworkShape shape;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "default cross-entropy for classes, squared-error for numbers")
  private @Nullable LossKind loss;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description =
          "what the test rows must reach: an accuracy, such as 95%%, or a loss per row to fall to,"
              + " such as 0.05; default the protocol's for the data, if it has one")
  private @Nullable Target target;

  @Option(
      names = "--max-epochs",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "after these the target counts as not reached; default ${DEFAULT-VALUE}")
  private int epochs = 100;

  /**
   * Reads the data.
   *
   * @throws UserException if it cannot be read, or something is missing or does not fit
   */
  TargetTask load() {
    try {
      String named = data.name(DIGITS);
      if (named.startsWith("-#")) {
        throw new UserException(
            "converge reads the data again in each fork: name a file, not standard input");
      }
      NetworkShape widths = DataOptions.shape(shape, named);
      LossKind kind = loss(named, widths);
      Target goal =
          Optional.ofNullable(target)
              .or(() -> Protocol.current().target(named, widths, kind))
              .orElseThrow(
                  () ->
                      new UserException(
                          "give a --target, such as 95%% or 0.05: the protocol has none for %s, %s and %s"
                              .formatted(named, widths, kind.label())));
      return TargetTask.load(named, data.split(), widths, kind, goal, epochs);
    } catch (InvalidDataException | IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }

  private LossKind loss(String named, NetworkShape widths) throws InvalidDataException {
    if (loss != null) {
      return loss;
    }
    return DataSource.load(named, data.split(), widths).training().isClassification()
        ? LossKind.CROSS_ENTROPY
        : LossKind.SQUARED_ERROR;
  }
}
