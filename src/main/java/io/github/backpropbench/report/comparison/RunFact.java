package io.github.backpropbench.report.comparison;

import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Environment;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something known about each run that may differ between runs.
 *
 * @param name in words, such as "the number of cores"
 * @param prefix that a value needs where it stands alone, such as "Java "
 * @param kind what a difference in it means
 * @param values one per run, {@link Environment#UNKNOWN} where it is not known
 */
public record RunFact(String name, String prefix, Kind kind, List<String> values) {
  private static final int LABEL_LENGTH = 18;
  private static final int VALUE_LENGTH = 60;

  /** What a difference means. */
  public enum Kind {
    /** It may explain different times. */
    CAUSE,
    /** It is a different release of one backend's library. */
    LIBRARY,
    /** It follows from something else, or means nothing by itself. */
    CIRCUMSTANCE
  }

  public RunFact {
    values = List.copyOf(values);
  }

  /** Whether it is known to differ between runs. */
  boolean differs() {
    return values.stream().filter(value -> !value.equals(Environment.UNKNOWN)).distinct().count()
        > 1;
  }

  /** A run's value, short, as it stands alone. */
  String label(int run) {
    return prefix + ForeignText.of(withoutDetail(values.get(run)), LABEL_LENGTH);
  }

  /** For instance {@code Java (17.0.15, 25.0.1)}. */
  String words() {
    List<String> shortest = values.stream().map(RunFact::withoutDetail).toList();
    boolean distinct = shortest.stream().distinct().count() == values.stream().distinct().count();
    return name
        + (distinct ? shortest : values)
            .stream()
                .map(value -> ForeignText.of(value, VALUE_LENGTH))
                .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String withoutDetail(String value) {
    int detail = value.indexOf(" (");
    return detail > 0 ? value.substring(0, detail) : value;
  }
}
