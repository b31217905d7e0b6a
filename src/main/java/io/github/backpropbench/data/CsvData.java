package io.github.backpropbench.data;

import io.github.backpropbench.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The data set {@code FILE#COLUMN}: a CSV file whose first line names its columns. The named one is
 * the label, a class or a number; all others are features, which must be numbers.
 */
final class CsvData {
  static final char SEPARATOR = '#';

  /** Rows times classes: more are gigabytes of zeros and ones. */
  private static final long MOST_TARGETS = 200_000_000;

  private final Path file;
  private final String column;

  private final List<double[]> features = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  private CsvData(Path file, String column) {
    this.file = file;
    this.column = column;
  }

  /**
   * Reads the file.
   *
   * @param data the data set's name
   * @param numbers whether the labels are numbers to be approximated, and not classes
   */
  static Samples read(String data, boolean numbers) throws InvalidDataException {
    int hash = separator(data);
    CsvData csv = new CsvData(Path.of(data.substring(0, hash)), data.substring(hash + 1).strip());
    return DataFile.read(csv.file, in -> csv.read(data, numbers, in));
  }

  /** Whether the text has the form of such a data set. */
  static boolean isNamedBy(String data) {
    return data.indexOf(SEPARATOR) > 0;
  }

  /**
   * Names of files and columns may hold the sign, too: the first that ends a file's name counts.
   */
  private static int separator(String data) {
    for (int i = data.indexOf(SEPARATOR, 1); i >= 0; i = data.indexOf(SEPARATOR, i + 1)) {
      if (Files.exists(Path.of(data.substring(0, i)))) {
        return i;
      }
    }
    return data.indexOf(SEPARATOR, 1);
  }

  private Samples read(String data, boolean numbers, InputStream in) throws IOException {
    CsvReader reader = new CsvReader(file, in);
    List<String> names = reader.next();
    if (names.isEmpty()) {
      throw DataFile.invalid(file, "empty; expected a line with the names of columns, then rows");
    }
    CsvHeader header = CsvHeader.of(reader, names, column);
    for (List<String> row = reader.next(); !row.isEmpty(); row = reader.next()) {
      add(reader, header, row, numbers);
    }
    if (labels.isEmpty()) {
      throw DataFile.invalid(file, "it names its columns, but has no rows");
    }
    return samples(data, numbers);
  }

  private void add(CsvReader reader, CsvHeader header, List<String> row, boolean numbers)
      throws InvalidDataException {
    List<String> names = header.names();
    if (row.size() != names.size()) {
      throw reader.invalid(
          "%d value%s, but the header names %d columns"
              .formatted(row.size(), row.size() == 1 ? "" : "s", names.size()));
    }
    double[] values = new double[names.size() - 1];
    int next = 0;
    for (int i = 0; i < names.size(); i++) {
      String text = row.get(i);
      boolean isLabel = i == header.label();
      if (isLabel && !numbers) {
        requireClass(reader, text);
      } else if (!Decimal.isFloat(text)) {
        throw reader.invalid("column " + names.get(i) + ": " + fault(text, isLabel));
      } else if (!isLabel) {
        values[next++] = Decimal.parse(text);
      }
    }
    if ((long) (features.size() + 1) * values.length > Problem.LONGEST_ARRAY) {
      throw reader.invalid("there are more values than a Java array can hold");
    }
    features.add(values);
    labels.add(row.get(header.label()));
  }

  private static String fault(String text, boolean isLabel) {
    String fault = Decimal.fault(text);
    return isLabel
        ? fault + " (a network with one output learns numbers; for classes it needs an output each)"
        : fault;
  }

  private void requireClass(CsvReader reader, String label) throws InvalidDataException {
    if (label.isEmpty() || label.toLowerCase(Locale.ROOT).equals("nan")) {
      throw reader.invalid(
          "column %s: the label is %s; expected a class"
              .formatted(column, label.isEmpty() ? "missing" : label));
    }
  }

  private Samples samples(String data, boolean numbers) throws InvalidDataException {
    if (numbers) {
      double[] y = labels.stream().mapToDouble(label -> (float) Decimal.parse(label)).toArray();
      return new Samples(data, new Rows(features), 1, y, List.of(), null);
    }
    ClassLabels classes = ClassLabels.of("data file " + file + ", column " + column, labels);
    if ((long) labels.size() * classes.names().size() > MOST_TARGETS) {
      throw DataFile.invalid(
          file,
          "column %s holds %d different labels in %d rows; a shape with one output takes them for numbers"
              .formatted(column, classes.names().size(), labels.size()));
    }
    return new Samples(
        data,
        new Rows(features),
        classes.names().size(),
        classes.oneHot(labels),
        classes.names(),
        null);
  }

  /** The features of a file, as they stand there. */
  private record Rows(List<double[]> values) implements Samples.Features {
    @Override
    public int count() {
      return values.get(0).length;
    }

    @Override
    public boolean needScaling() {
      return true;
    }

    @Override
    public void copy(int row, double[] into, int at) {
      System.arraycopy(values.get(row), 0, into, at, count());
    }
  }
}
