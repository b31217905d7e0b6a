package io.github.backpropbench.data;

import io.github.backpropbench.problem.NetworkShape;
import java.util.List;

/** Refuses data sets that a network cannot be trained on. */
final class Fit {
  private Fit() {}

  /** Refuses other numbers of features or outputs than the network's, and a single class. */
  static void require(Samples data, NetworkShape shape) throws InvalidDataException {
    List<String> classes = data.classes();
    if (data.x().count() != shape.inputs()) {
      throw new InvalidDataException(
          "the data %s has %s, but the network %s has %s; the two must be equal"
              .formatted(
                  data.name(),
                  count(data.x().count(), "feature"),
                  shape,
                  count(shape.inputs(), "input")));
    }
    if (classes.size() == 1) {
      throw new InvalidDataException(
          "the data %s has only one class, %s; expected two or more to tell apart"
              .formatted(data.name(), classes.get(0)));
    }
    if (data.outputs() != shape.outputs()) {
      throw new InvalidDataException(
          "the data %s has %s, but the network %s has %s; the two must be equal"
              .formatted(data.name(), outputs(data), shape, count(shape.outputs(), "output")));
    }
  }

  /** Refuses a data set of which a part would have no rows. */
  static void requireParts(Samples data, RowSplit rows) throws InvalidDataException {
    boolean needsTest = data.test() == null;
    if (rows.validation().length == 0 || (needsTest && rows.test().length == 0)) {
      throw new InvalidDataException(
          "the data %s has too few rows, %d, for a validation row%s; %s"
              .formatted(
                  data.name(),
                  data.rows(),
                  needsTest ? " and a test row" : "",
                  data.classes().isEmpty()
                      ? "expected three or more"
                      : "expected three or more of at least one class"));
    }
  }

  private static String outputs(Samples data) {
    List<String> classes = data.classes();
    return classes.isEmpty()
        ? count(data.outputs(), "number") + " to learn in each row"
        : "%d classes (%s)".formatted(classes.size(), Listing.of(classes));
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
