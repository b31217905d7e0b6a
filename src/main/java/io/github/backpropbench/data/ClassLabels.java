package io.github.backpropbench.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The classes of a data set, made of its rows' labels. */
final class ClassLabels {
  private final List<String> names;

  private ClassLabels(List<String> names) {
    this.names = names;
  }

  /**
   * A class for each label that occurs, in the order of numbers if all of them are numbers, and
   * else in the order of texts.
   *
   * @param source where the labels are from, for the message
   * @throws InvalidDataException if a number is written in two ways
   */
  static ClassLabels of(String source, List<String> labels) throws InvalidDataException {
    Set<String> distinct = new TreeSet<>(labels);
    List<String> names = new ArrayList<>(distinct);
    if (distinct.stream().allMatch(Decimal::isNumber)) {
      names.sort(Comparator.comparingDouble(Decimal::parse)); // stable: equals stay side by side
      for (int i = 1; i < names.size(); i++) {
        String before = names.get(i - 1);
        if (Decimal.parse(before) == Decimal.parse(names.get(i))) {
          throw new InvalidDataException(
              "%s: the labels %s and %s are the same number; write it in one way"
                  .formatted(source, before, names.get(i)));
        }
      }
    }
    return new ClassLabels(names);
  }

  List<String> names() {
    return names;
  }

  /** Row-major: 1 in the column of each label's class, 0 elsewhere. */
  double[] oneHot(List<String> labels) {
    Map<String, Integer> columns = new HashMap<>();
    for (String name : names) {
      columns.put(name, columns.size());
    }
    double[] y = new double[Math.toIntExact((long) labels.size() * names.size())];
    for (int row = 0; row < labels.size(); row++) {
      y[row * names.size() + columns.getOrDefault(labels.get(row), 0)] = 1.0;
    }
    return y;
  }
}
