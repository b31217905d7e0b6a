package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.InputFile;
import io.github.backpropbench.problem.InvalidProblemException;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.problem.ProblemFile;
import io.github.backpropbench.training.ExperimentMethod;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is trained: a seeded problem, or one in a file. */
final class ProblemOptions {
  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description =
          "inputs-hidden-…-outputs: two or more widths, as in 64-32-10; default 3-2-1;"
              + " with --data that of the data, if it has one")
  private @Nullable NetworkShape shape;

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "rows of data; without --minibatch, each step takes all of them; default 64")
  private @Nullable Integer batch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Converters.Seed.class,
      description = "seed of the data and the starting weights; default 42")
  private @Nullable Long seed;

  @Option(
      names = "--problem",
      paramLabel = "FILE",
      description =
          "JSON with the data and the starting weights, or - for standard input: row-major nested"
              + " arrays x, y, w1, w2, …, and, with a bias, plain arrays b1, b2, …; for"
              + " cross-entropy, labels (each row's class, from 0) may stand for y")
  private @Nullable Path file;

  /** The shape that is asked for; null if none is. */
  @Nullable NetworkShape shape() {
    return shape;
  }

  long seed() {
    return seed == null ? Experiment.SEED : seed;
  }

  /** Refuses what says where rows are from, beside a data set. */
  void requireNoRows() {
    if (file != null || batch != null) {
      throw new UserException(
          "--data has the rows; it goes with neither --problem nor --batch"
              + (file == null ? " (--minibatch is the number of rows per step)" : ""));
    }
  }

  /** Whether it is other than the original experiment's, apart from the seed. */
  boolean isGiven() {
    return shape != null || batch != null || file != null;
  }

  /** What messages call it. */
  String name() {
    return file == null ? "the problem" : InputFile.name(file);
  }

  /** A refusal for a reason that has to do with the problem; names the file if there is one. */
  UserException refusal(IllegalArgumentException reason) {
    return file == null
        ? new UserException(reason)
        : new UserException("problem file " + name() + ": " + reason.getMessage());
  }

  /**
   * Reads or draws the problem.
   *
   * @param limits refuses a shape and a number of rows; called before values are drawn
   * @throws InvalidProblemException if the file does not hold a problem for the loss
   * @throws IllegalArgumentException if the limits say so, or the loss is not defined for the shape
   */
  Problem read(LossKind loss, Limits limits) throws InvalidProblemException {
    if (file == null) {
      NetworkShape widths = shape == null ? ExperimentMethod.SHAPE : shape;
      int rows = batch == null ? ExperimentMethod.BATCH : batch;
      limits.require(widths, rows);
      return Problem.random(widths, rows, seed(), loss);
    }
    if (shape != null || batch != null || seed != null) {
      throw new UserException(
          "shape, batch and values come from the problem file; give --problem, or --shape, --batch"
              + " and --seed, not both");
    }
    Problem problem = ProblemFile.read(file, loss);
    limits.require(problem.shape(), problem.rows());
    return problem;
  }

  /** Refuses sizes that cannot be trained. */
  interface Limits {

    /**
     * Does nothing if they can be trained.
     *
     * @throws IllegalArgumentException with the reason
     */
    void require(NetworkShape shape, int rows);
  }
}
