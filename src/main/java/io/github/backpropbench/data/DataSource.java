package io.github.backpropbench.data;

import io.github.backpropbench.problem.NetworkShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the data set that a user names, and divides it. */
public final class DataSource {
  private DataSource() {}

  /**
   * Reads a data set for a network and divides it into its parts.
   *
   * @param data {@code digits}, {@code teacher:SHAPE}, {@code teacher:SHAPE:ROWS}, {@code
   *     idx:FOLDER} or {@code FILE#COLUMN}, a CSV file and the column of its labels
   * @param split the seed of the division
   * @param shape of the network that is to be trained; with one output, the labels of a CSV file
   *     are numbers, and classes otherwise
   * @throws InvalidDataException if there is no such data, it is damaged, it does not fit the
   *     network, or there is too little of it for three parts
   */
  public static DataSplit load(String data, long split, NetworkShape shape)
      throws InvalidDataException {
    Samples all = read(data, shape);
    Fit.require(all, shape);
    RowSplit rows = RowSplit.of(all, split);
    Samples test = all.test();
    Fit.requireParts(all, rows);
    DataSplit parts =
        new DataSplit(
            all.select(rows.training()),
            all.select(rows.validation()),
            test == null ? all.select(rows.test()) : test.selectAll());
    return all.x().needScaling() ? Scaling.scaled(parts) : parts;
  }

  /** Whether the text names a data set that is no CSV file. */
  public static boolean isKnown(String data) {
    return data.equals(Digits.NAME)
        || data.startsWith(Teacher.PREFIX)
        || data.startsWith(IdxData.PREFIX);
  }

  /** The text that {@link #load} takes for a CSV file. */
  public static String csv(String file, String labelColumn) {
    return file + CsvData.SEPARATOR + labelColumn;
  }

  /**
   * The shape of the network that a data set is usually trained with, if there is one.
   *
   * @throws InvalidDataException if there is no such data
   */
  public static Optional<NetworkShape> usualShape(String data) throws InvalidDataException {
    if (data.equals(Digits.NAME)) {
      return Optional.of(Digits.SHAPE);
    }
    if (data.startsWith(Teacher.PREFIX)) {
      return Optional.of(Teacher.parse(data).shape());
    }
    requireFile(data);
    return Optional.empty();
  }

  private static Samples read(String data, NetworkShape shape) throws InvalidDataException {
    if (data.equals(Digits.NAME)) {
      return Digits.load();
    }
    if (data.startsWith(Teacher.PREFIX)) {
      return Teacher.parse(data).load();
    }
    requireFile(data);
    return data.startsWith(IdxData.PREFIX)
        ? IdxData.read(data)
        : CsvData.read(data, shape.outputs() == 1);
  }

  /** Refuses what names neither a folder of IDX files nor a CSV file with a column. */
  private static void requireFile(String data) throws InvalidDataException {
    if (data.startsWith(IdxData.PREFIX) || CsvData.isNamedBy(data)) {
      return;
    }
    if (Files.isRegularFile(Path.of(data))) {
      throw new InvalidDataException(
          "the data file %s needs the name of the column of its labels, as in %s"
              .formatted(data, csv(data, "COLUMN")));
    }
    throw new InvalidDataException(
        "there is no data set %s; known: digits, teacher:SHAPE, teacher:SHAPE:ROWS, idx:FOLDER and"
                .formatted(data.isBlank() ? "''" : data)
            + " FILE.csv#COLUMN");
  }
}
