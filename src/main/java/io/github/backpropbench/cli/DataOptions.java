package io.github.backpropbench.cli;

import io.github.backpropbench.data.DataSource;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.problem.NetworkShape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The data set to train on, and how it is divided. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      description = {
        "digits: 1797 images of 8×8 pixels in ten classes;",
        "teacher:SHAPE or teacher:SHAPE:ROWS: what a network of that shape computes;",
        "idx:DIR: a folder with the files of MNIST or Fashion-MNIST, gzipped or not;",
        "FILE.csv: your own, with a header and a --label-column"
      })
  private @Nullable String data;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description =
          "the column of FILE.csv to be predicted: a class or, if the shape has one output, a number")
  private @Nullable String labelColumn;

  @Option(
      names = "--split",
      paramLabel = "SEED",
      converter = Converters.Seed.class,
      description = "seed of the split into training, validation and test rows; default 1")
  private @Nullable Long split;

  /** Whether there is data, or an option that is about data. */
  boolean isGiven() {
    return data != null || labelColumn != null || split != null;
  }

  /**
   * The data as {@link DataSource} names it.
   *
   * @param usual what is used if nothing else is named; null if something must be
   * @throws UserException if nothing is named and there is no usual data
   */
  String name(@Nullable String usual) {
    String named = data == null ? usual : data;
    if (named == null) {
      throw new UserException("--label-column and --split are about --data, which is not given");
    }
    if (labelColumn != null && DataSource.isKnown(named)) {
      throw new UserException(
          "--label-column is for a CSV file; --data %s has labels of its own".formatted(named));
    }
    return labelColumn == null ? named : DataSource.csv(named, labelColumn);
  }

  long split() {
    return split == null ? 1 : split;
  }

  /**
   * The given shape, or the usual one of some data.
   *
   * @throws UserException if neither is known
   */
  static NetworkShape shape(@Nullable NetworkShape given, String named)
      throws InvalidDataException {
    if (given != null) {
      return given;
    }
    return DataSource.usualShape(named)
        .orElseThrow(
            () ->
                new UserException(
                    "give a --shape for "
                        + named
                        + ": its features, hidden units and classes, as in 64-32-10"));
  }
}
