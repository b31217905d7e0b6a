package io.github.backpropbench.report.analysis;

import io.github.backpropbench.report.format.DistinctTexts;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.NaturalOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values that all cells in a group of rows share, such as shape, precision and method. Groups
 * are ordered by the suite's factors, in their order, then by all other parameters.
 *
 * @param factors the values by the parameters' names, without backend and row factor
 * @param texts how the values are shown; they make no difference between groups
 */
public record Group(SortedMap<String, String> factors, Map<String, DistinctTexts<String>> texts)
    implements Comparable<Group> {
  /** The most characters of a value. */
  private static final int VALUE_LENGTH = 24;

  private static final Set<String> SUITE =
      Stream.of(Factor.values()).map(Factor::label).collect(Collectors.toUnmodifiableSet());

  private static final Comparator<Group> ORDER =
      Stream.of(Factor.values())
          .map(factor -> Comparator.comparing((Group group) -> group.value(factor), factor.order()))
          .reduce(Comparator::thenComparing)
          .orElseThrow()
          .thenComparing(group -> group.factors.toString(), NaturalOrder.COMPARATOR);

  public Group {
    factors = new TreeMap<>(factors);
    texts = Map.copyOf(texts);
  }

  /** A group with values that are short. */
  Group(SortedMap<String, String> factors) {
    this(factors, Map.of());
  }

  /** What a cell has of some factors. */
  public static Group of(CellKey cell, Factor... factors) {
    SortedMap<String, String> values = new TreeMap<>();
    Stream.of(factors).forEach(factor -> values.put(factor.label(), cell.value(factor)));
    return new Group(values);
  }

  /** How to show the values of each parameter of some cells, so that they can be told apart. */
  static Map<String, DistinctTexts<String>> texts(Collection<CellKey> cells) {
    Map<String, Set<String>> values = new HashMap<>();
    cells.forEach(
        cell ->
            cell.parameters()
                .forEach(
                    (name, value) ->
                        values.computeIfAbsent(name, n -> new HashSet<>()).add(value)));
    Map<String, DistinctTexts<String>> texts = new HashMap<>();
    values.forEach((name, all) -> texts.put(name, DistinctTexts.of(all, VALUE_LENGTH)));
    return texts;
  }

  /** For instance {@code 3-2-1 f32, manual sgd, bias}. */
  public String label() {
    StringBuilder label = new StringBuilder();
    boolean afterNeighbour = false; // or after one that goes without saying
    for (Factor factor : Factor.values()) {
      String words = words(factor);
      if (!words.isEmpty()) {
        add(label, afterNeighbour && factor.isJoined() ? " " : ", ", words);
      }
      afterNeighbour = !words.isEmpty() || (afterNeighbour && factor.isJoined());
    }
    factors.forEach(
        (name, value) -> {
          if (!SUITE.contains(name)) {
            add(label, ", ", named(name, value));
          }
        });
    return label.toString();
  }

  private String words(Factor factor) {
    String value = value(factor);
    if (factor.words(value).isEmpty() || (factor == Factor.FEED && isOnData())) {
      return "";
    }
    return factor.isNamed()
        ? named(factor.label(), value)
        : factor.words(shown(factor.label(), value));
  }

  /** Whether it is trained on a data set, as which it always takes shuffled minibatches. */
  private boolean isOnData() {
    return !Factor.DATA.words(value(Factor.DATA)).isEmpty();
  }

  private String named(String name, String value) {
    return ForeignText.of(name, VALUE_LENGTH) + "=" + shown(name, value);
  }

  private String shown(String name, String value) {
    DistinctTexts<String> known = texts.get(name);
    return known == null ? ForeignText.of(value, VALUE_LENGTH) : known.of(value);
  }

  private static void add(StringBuilder label, String separator, String words) {
    label.append(label.isEmpty() ? "" : separator).append(words);
  }

  /** The value of a factor; empty if the group has none. */
  public String value(Factor factor) {
    return factors.getOrDefault(factor.label(), "");
  }

  /** This group without some of its factors. */
  public Group without(Factor... without) {
    SortedMap<String, String> fewer = new TreeMap<>(factors);
    Stream.of(without).map(Factor::label).forEach(fewer::remove);
    return new Group(fewer, texts);
  }

  @Override
  public int compareTo(Group other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Group group && factors.equals(group.factors);
  }

  @Override
  public int hashCode() {
    return factors.hashCode();
  }
}
