package io.github.backpropbench.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.backpropbench.kernel.LossKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a problem file's JSON object; each that is unusable is refused with one sentence.
 */
final class ProblemFields {
  private static final String LABELS = "labels";

  private final JsonNode object;
  private final String source;

  /** A matrix of the file under its name, row-major. */
  record Matrix(String name, int rows, int columns, double[] values) {

    /** Name and size, as in {@code w1 is 3×2}. */
    String description() {
      return name + " is " + rows + "×" + columns;
    }
  }

  /**
   * Expects an object.
   *
   * @param source where the object is from, for messages
   */
  ProblemFields(JsonNode object, String source) throws InvalidProblemException {
    this.object = object;
    this.source = source;
    if (object.isMissingNode()) {
      throw invalid("empty; expected " + ProblemFile.FIELDS);
    }
    if (!object.isObject()) {
      throw invalid("holds " + describe(object) + "; expected " + ProblemFile.FIELDS);
    }
  }

  /** The nested array of that name: at least one row, all rows of the same length of at least 1. */
  Matrix matrix(String name) throws InvalidProblemException {
    if (!object.has(name)) {
      throw invalid(name + " is missing; expected " + ProblemFile.FIELDS);
    }
    JsonNode rows = object.path(name);
    requireArray(rows, name, "an array of rows, as in [[1, 2], [3, 4]]");
    int columns = rows.path(0).size();
    requireRows(rows, name, columns);
    double[] values = new double[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      readNumbers(rows.path(i), rowName(i, name), values, i * columns);
    }
    return new Matrix(name, rows.size(), columns, values);
  }

  /** The plain array of that name, one value per column of the weights; null if not given. */
  double @Nullable [] bias(String name, Matrix weights) throws InvalidProblemException {
    JsonNode array = object.path(name);
    if (isAbsent(array)) {
      return null;
    }
    requireArray(array, name, "an array of numbers, as in [1, 2]");
    double[] values = new double[array.size()];
    readNumbers(array, name, values, 0);
    if (values.length != weights.columns()) {
      String size = name + " has length " + values.length + ", but " + weights.description();
      throw invalid(size + ": " + name + " needs a value for each column of " + weights.name());
    }
    return values;
  }

  /** The matrices w1, w2, … as far as they go; at least one. */
  List<Matrix> weights() throws InvalidProblemException {
    List<Matrix> weights = new ArrayList<>();
    do {
      weights.add(matrix("w" + (weights.size() + 1)));
    } while (object.has("w" + (weights.size() + 1)));
    requireNoOther("w", weights.size());
    return weights;
  }

  /** Refuses fields such as w0, or w4 and b4 after w2: they would be lost. */
  private void requireNoOther(String letter, int layers) throws InvalidProblemException {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.equals(letter + "0") && !isAbsent(object.path(name))) {
        throw invalid(name + " is given, but layers are counted from 1: " + letter + "1, …");
      }
      if (name.matches(letter + "[1-9][0-9]{0,8}")
          && Integer.parseInt(name.substring(1)) > layers
          && !isAbsent(object.path(name))) {
        throw invalid(name + " is given without w" + (layers + 1));
      }
    }
  }

  /** The matrix y, or one of zeros and ones made of labels, which are the cross-entropy's only. */
  Matrix target(LossKind loss, Matrix x, Matrix lastWeights) throws InvalidProblemException {
    if (isAbsent(object.path(LABELS))) {
      if (loss == LossKind.CROSS_ENTROPY && isAbsent(object.path("y"))) {
        throw invalid("neither y nor labels are given; " + loss.label() + " needs one of them");
      }
      Matrix y = matrix("y");
      require(y.rows() == x.rows(), y, x, "y needs as many rows as x");
      return y;
    }
    if (loss != LossKind.CROSS_ENTROPY) {
      throw invalid(
          "labels are for the loss "
              + LossKind.CROSS_ENTROPY.label()
              + "; for "
              + loss.label()
              + ", give y instead");
    }
    if (!isAbsent(object.path("y"))) {
      throw invalid("y and labels are both given; give one of them");
    }
    return oneHot(x, lastWeights);
  }

  private Matrix oneHot(Matrix x, Matrix lastWeights) throws InvalidProblemException {
    JsonNode labels = object.path(LABELS);
    requireArray(labels, LABELS, "an array of whole numbers from 0, as in [0, 2, 1]");
    if (labels.size() != x.rows()) {
      throw invalid(
          "labels has length %d, but %s: it needs a label for each row of x"
              .formatted(labels.size(), x.description()));
    }
    int classes = lastWeights.columns();
    if ((long) labels.size() * classes > Problem.LONGEST_ARRAY) {
      throw invalid(
          "%d labels of %d classes are too many for a Java array of zeros and ones"
              .formatted(labels.size(), classes));
    }
    double[] values = new double[labels.size() * classes];
    for (int i = 0; i < labels.size(); i++) {
      JsonNode label = labels.path(i);
      // 2.0 is what programs that know no integers write for 2.
      double number = label.isNumber() ? label.doubleValue() : Double.NaN;
      if (number != Math.rint(number) || !(number >= 0 && number < classes)) {
        throw invalid(
            "value %d of labels is %s; expected a whole number from 0 to %d, as %s"
                .formatted(
                    i + 1,
                    label.isNumber() ? label.asText() : describe(label),
                    classes - 1,
                    lastWeights.description()));
      }
      values[i * classes + (int) number] = 1.0;
    }
    return new Matrix("y", labels.size(), classes, values);
  }

  void requireAllBiasesOrNone(int layers) throws InvalidProblemException {
    requireNoOther("b", layers);
    List<String> given = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 1; i <= layers; i++) {
      String name = "b" + i;
      (isAbsent(object.path(name)) ? missing : given).add(name);
    }
    if (!missing.isEmpty() && !given.isEmpty()) {
      throw invalid(
          given.get(0)
              + " is given without "
              + missing.get(0)
              + (layers == 2 ? "; give both or neither" : "; give all of them or none"));
    }
  }

  void require(boolean fits, Matrix wrong, Matrix other, String need)
      throws InvalidProblemException {
    if (!fits) {
      throw invalid(wrong.description() + ", but " + other.description() + ": " + need);
    }
  }

  private void requireRows(JsonNode rows, String name, int columns) throws InvalidProblemException {
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.path(i);
      String rowName = rowName(i, name);
      requireArray(row, rowName, "an array of numbers; " + name + " is an array of such rows");
      if (row.size() != columns) {
        throw invalid(rowName + " has length " + row.size() + ", but row 1 has length " + columns);
      }
    }
  }

  private void requireArray(JsonNode node, String name, String expected)
      throws InvalidProblemException {
    if (!node.isArray()) {
      throw invalid(name + " is " + describe(node) + "; expected " + expected);
    }
    if (node.isEmpty()) {
      throw invalid(name + " is empty; expected " + expected);
    }
  }

  private void readNumbers(JsonNode array, String name, double[] into, int offset)
      throws InvalidProblemException {
    for (int i = 0; i < array.size(); i++) {
      JsonNode node = array.path(i);
      double value = node.doubleValue();
      if (!node.isNumber() || !Double.isFinite(value)) {
        String place = "value " + (i + 1) + " of " + name;
        throw invalid(
            place
                + " is "
                + describe(node)
                + "; expected a finite number of at most 1.8e308 in size");
      }
      into[offset + i] = value;
    }
  }

  private static String rowName(int index, String name) {
    return "row " + (index + 1) + " of " + name;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String describe(JsonNode node) {
    if (node.isNumber()) {
      double value = node.doubleValue();
      return Double.isFinite(value) ? "a number" : Double.toString(value);
    }
    JsonNodeType type = node.getNodeType();
    String name = type.name().toLowerCase(Locale.ROOT);
    return switch (type) {
      case NULL -> name;
      case ARRAY, OBJECT -> "an " + name;
      default -> "a " + name;
    };
  }

  private InvalidProblemException invalid(String reason) {
    return new InvalidProblemException(source, reason);
  }
}
