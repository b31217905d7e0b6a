package io.github.backpropbench.report.runs;

import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.Environment;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that is known of each run and may differ between them.
 *
 * @param name for people, as in "the Java version"
 * @param prefix what its values need in front where they stand alone, as in "Java "
 * @param kind what a difference in it means
 * @param values one a run, {@link Environment#UNKNOWN} where it is not known
 */
record RunFact(String name, String prefix, Kind kind, List<String> values) {
  private static final int LABEL_LENGTH = 18;
  private static final int VALUE_LENGTH = 60;

  /** What a difference means. */
  enum Kind {
    /** It may be the reason of other times. */
    CAUSE,
    /** It is another release of one backend's library. */
    LIBRARY,
    /** It follows from something else, or tells nothing by itself. */
    CIRCUMSTANCE
  }

  RunFact {
    values = List.copyOf(values);
  }

  /** Whether it is known to differ between some of the runs. */
  boolean differs() {
    return values.stream().filter(value -> !value.equals(Environment.UNKNOWN)).distinct().count()
        > 1;
  }

  /** The value of a run where it stands alone, short. */
  String label(int run) {
    return prefix + ForeignText.of(withoutDetail(values.get(run)), LABEL_LENGTH);
  }

  /** For instance {@code Java (17.0.15, 25.0.1)}. */
  String words() {
    List<String> shortest = values.stream().map(RunFact::withoutDetail).toList();
    boolean tells = shortest.stream().distinct().count() == values.stream().distinct().count();
    return name
        + (tells ? shortest : values)
            .stream()
                .map(value -> ForeignText.of(value, VALUE_LENGTH))
                .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String withoutDetail(String value) {
    int detail = value.indexOf(" (");
    return detail > 0 ? value.substring(0, detail) : value;
  }
}
