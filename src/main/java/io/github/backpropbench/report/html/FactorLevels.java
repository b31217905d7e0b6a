package io.github.backpropbench.report.html;

import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the reader of a page can choose between: shape, loss, precision, method, and any other
 * factor that the groups of a grid have. A group is a level of each of them.
 */
final class FactorLevels {
  private static final List<Factor> FIRST = List.of(Factor.SHAPE, Factor.LOSS, Factor.PRECISION);
  private static final Set<String> METHOD =
      Factor.METHOD.stream().map(Factor::label).collect(Collectors.toUnmodifiableSet());
  private static final String METHOD_NAME = "method";

  /** The levels of each factor, in the order in which the groups bring them. */
  private final Map<String, List<String>> levels = new LinkedHashMap<>();

  FactorLevels(Collection<Group> groups) {
    Map<String, Set<String>> found = new LinkedHashMap<>();
    FIRST.forEach(factor -> found.put(factor.label(), new LinkedHashSet<>()));
    found.put(METHOD_NAME, new LinkedHashSet<>());
    for (Group group : groups) {
      values(group)
          .forEach(
              (factor, value) ->
                  found.computeIfAbsent(factor, name -> new LinkedHashSet<>()).add(value));
    }
    found.forEach((factor, values) -> levels.put(factor, List.copyOf(values)));
  }

  /** The factors' names. */
  List<String> names() {
    return List.copyOf(levels.keySet());
  }

  /** The levels of a factor as the reader sees them. */
  List<String> labels(String factor) {
    return levels.getOrDefault(factor, List.of()).stream()
        .map(value -> value.isEmpty() ? Figures.NONE : Labels.of(value))
        .toList();
  }

  /** The number of a group's level of each factor; -1 where it has none. */
  List<Integer> levels(Group group) {
    Map<String, String> values = values(group);
    List<Integer> numbers = new ArrayList<>();
    levels.forEach(
        (factor, known) ->
            numbers.add(values.containsKey(factor) ? known.indexOf(values.get(factor)) : -1));
    return numbers;
  }

  /** The name of a group's method, and whatever else is no part of its network. */
  String method(Group group) {
    return group.without(FIRST.toArray(Factor[]::new)).label();
  }

  private static Map<String, String> values(Group group) {
    Map<String, String> values = new LinkedHashMap<>();
    SortedMap<String, String> method = new TreeMap<>();
    group
        .factors()
        .forEach(
            (factor, value) -> {
              if (METHOD.contains(factor)) {
                method.put(factor, value);
              } else {
                values.put(factor, value);
              }
            });
    if (!Factor.DATA.words(group.value(Factor.DATA)).isEmpty()) {
      method.remove(Factor.FEED.label()); // All trainings on data take shuffled minibatches.
    }
    values.put(METHOD_NAME, new Group(method, group.texts()).label());
    return values;
  }
}
