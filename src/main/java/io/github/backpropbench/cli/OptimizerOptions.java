package io.github.backpropbench.cli;

import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The optimizer of a training, with its constants. */
final class OptimizerOptions {
  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd (the default), momentum, adam or adamw")
  private @Nullable OptimizerKind optimizer;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      converter = Converters.NonNegative.class,
      description = "default 1e-6; with --data, that of the protocol of converge, if it has one")
  private @Nullable Double learningRate;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      converter = Converters.NonNegative.class,
      description =
          "the momentum of --optimizer momentum; default " + OptimizerSettings.DEFAULT_MOMENTUM)
  private @Nullable Double momentum;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      converter = Converters.NonNegative.class,
      description =
          "the weight decay of --optimizer adamw; default "
              + OptimizerSettings.DEFAULT_WEIGHT_DECAY)
  private @Nullable Double weightDecay;

  /** Whether an optimizer, or a constant that one of them alone has, is chosen. */
  boolean isGiven() {
    return optimizer != null || momentum != null || weightDecay != null;
  }

  /** The learning rate if none is given. */
  interface UsualRate {
    /**
     * That of an optimizer.
     *
     * @param constants whether its other constants are the usual ones
     * @throws UserException if there is none
     */
    double of(OptimizerKind optimizer, boolean constants);
  }

  private boolean hasUsualConstants() {
    return (momentum == null || momentum == OptimizerSettings.DEFAULT_MOMENTUM)
        && (weightDecay == null || weightDecay == OptimizerSettings.DEFAULT_WEIGHT_DECAY);
  }

  /**
   * The optimizer that is described.
   *
   * @throws UserException if there is a constant that it does not have
   */
  OptimizerSettings settings(UsualRate usual) {
    OptimizerKind kind = optimizer == null ? OptimizerKind.SGD : optimizer;
    requireFor(OptimizerKind.MOMENTUM, kind, "--momentum", momentum);
    requireFor(OptimizerKind.ADAMW, kind, "--weight-decay", weightDecay);
    return new OptimizerSettings(
        kind,
        learningRate == null ? usual.of(kind, hasUsualConstants()) : learningRate,
        momentum == null ? OptimizerSettings.DEFAULT_MOMENTUM : momentum,
        weightDecay == null ? OptimizerSettings.DEFAULT_WEIGHT_DECAY : weightDecay);
  }

  private static void requireFor(
      OptimizerKind owner, OptimizerKind chosen, String option, @Nullable Double value) {
    if (value != null && chosen != owner) {
      throw new UserException(
          "%s is only for --optimizer %s; the optimizer here is %s"
              .formatted(option, owner.label(), chosen.label()));
    }
  }
}
