package io.github.backpropbench.data;

import io.github.backpropbench.problem.NetworkShape;
import java.util.List;

/** Reads the data set that a user names, and divides it. */
public final class DataSource {
  private DataSource() {}

  /**
   * Reads a data set for a network and divides it into its parts.
   *
   * @param data {@code digits}, {@code teacher:SHAPE} or {@code teacher:SHAPE:ROWS}
   * @param split the seed of the division
   * @param shape of the network that is to be trained
   * @throws InvalidDataException if there is no such data, it is damaged, it does not fit the
   *     network, or there is too little of it for three parts
   */
  public static DataSplit load(String data, long split, NetworkShape shape)
      throws InvalidDataException {
    DataSet all = read(data);
    requireFit(all, shape);
    RowSplit rows = RowSplit.of(all, split, true);
    requireParts(all, rows);
    return new DataSplit(
        all.select(rows.training()), all.select(rows.validation()), all.select(rows.test()));
  }

  private static DataSet read(String data) throws InvalidDataException {
    if (data.equals(Digits.NAME)) {
      return Digits.load();
    }
    if (data.startsWith(Teacher.PREFIX)) {
      return Teacher.parse(data).load();
    }
    throw new InvalidDataException(
        "there is no data set " + data + "; known: digits, teacher:SHAPE, teacher:SHAPE:ROWS");
  }

  private static void requireFit(DataSet data, NetworkShape shape) throws InvalidDataException {
    if (data.features() != shape.inputs()) {
      throw new InvalidDataException(
          "the data %s has %d features, but the network %s has %d inputs; they must be as many"
              .formatted(data.name(), data.features(), shape, shape.inputs()));
    }
    if (data.outputs() != shape.outputs()) {
      throw new InvalidDataException(
          "the data %s has %s, but the network %s has %d outputs; they must be as many"
              .formatted(data.name(), outputs(data), shape, shape.outputs()));
    }
  }

  private static String outputs(DataSet data) {
    List<String> classes = data.classes();
    return data.isClassification()
        ? "%d classes (%s)".formatted(classes.size(), String.join(", ", classes))
        : data.outputs() + " numbers to be learned per row";
  }

  private static void requireParts(DataSet data, RowSplit rows) throws InvalidDataException {
    if (rows.validation().length == 0 || rows.test().length == 0) {
      throw new InvalidDataException(
          "the data %s has too few rows, %d, for a validation and a test row; %s"
              .formatted(
                  data.name(),
                  data.rows(),
                  data.isClassification()
                      ? "at least one class needs three rows or more"
                      : "it needs three or more"));
    }
  }
}
