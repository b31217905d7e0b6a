package io.github.backpropbench.cli;

import io.github.backpropbench.data.DataSource;
import io.github.backpropbench.data.DataSplit;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.NetworkShape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A data set to train a network on, and for how long. */
final class TrainedDataOptions {
  private static final int EPOCHS = 20;

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "with --data: how often each row is trained on; default " + EPOCHS)
  private @Nullable Integer epochs;

  /** Whether there is an option that is about a data set. */
  boolean isGiven() {
    return data.isGiven() || epochs != null;
  }

  /**
   * Reads the data set.
   *
   * @param given the shape that is asked for; if none is, it is the usual one
   * @param seed of the starting weights
   * @param loss that is asked for; if none is, it is the usual one
   */
  TrainedData load(@Nullable NetworkShape given, long seed, @Nullable LossKind loss)
      throws InvalidDataException {
    if (!data.isGiven()) {
      throw new UserException("--epochs is about --data, which is not given");
    }
    String name = data.name(null);
    NetworkShape shape = DataOptions.shape(given, name);
    DataSplit rows = DataSource.load(name, data.split(), shape);
    return new TrainedData(name, data.split(), seed, shape, loss(loss, name, rows), rows);
  }

  private static LossKind loss(@Nullable LossKind given, String name, DataSplit rows) {
    boolean classes = rows.training().isClassification();
    if (given == LossKind.CROSS_ENTROPY && !classes) {
      throw new UserException(
          "--loss %s needs classes, but %s has numbers to predict; use %s"
              .formatted(given.label(), name, LossKind.SQUARED_ERROR.label()));
    }
    return given != null ? given : classes ? LossKind.CROSS_ENTROPY : LossKind.SQUARED_ERROR;
  }

  /**
   * The steps of a training.
   *
   * @param given the number that is asked for
   * @param minibatches of an epoch
   */
  int steps(@Nullable Integer given, int minibatches) {
    if (given != null && epochs != null) {
      throw new UserException("--steps and --epochs are both given; give one of them");
    }
    if (given != null) {
      return given;
    }
    long steps = (long) minibatches * (epochs == null ? EPOCHS : epochs);
    if (steps > Integer.MAX_VALUE) {
      throw new UserException(
          "--epochs %d of %d minibatches are %d steps; a training has at most %d"
              .formatted(epochs, minibatches, steps, Integer.MAX_VALUE));
    }
    return (int) steps;
  }
}
