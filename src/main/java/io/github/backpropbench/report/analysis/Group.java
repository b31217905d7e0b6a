package io.github.backpropbench.report.analysis;

import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.NaturalOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the cells of some neighbouring rows of a table have in common.
 *
 * @param factors the parameters by name, without those that tell rows and columns apart
 */
public record Group(SortedMap<String, String> factors) implements Comparable<Group> {
  private static final int VALUE_LENGTH = 24;
  private static final Set<String> WORDED =
      Set.of("shape", "precision", "operation", "gradient", "optimizer", "bias", CellKey.THREADS);
  private static final List<String> GRADIENTS =
      Arrays.stream(GradientKind.values()).map(GradientKind::label).toList();
  private static final List<String> OPTIMIZERS =
      Arrays.stream(OptimizerKind.values()).map(OptimizerKind::label).toList();

  private static final Comparator<Group> ORDER =
      Comparator.comparing((Group group) -> group.value("shape"), NaturalOrder.COMPARATOR)
          .thenComparing(group -> group.value("precision"), NaturalOrder.COMPARATOR)
          .thenComparing(group -> group.value(CellKey.THREADS), NaturalOrder.COMPARATOR)
          .thenComparing(group -> position(GRADIENTS, group.value("gradient")))
          .thenComparing(group -> position(OPTIMIZERS, group.value("optimizer")))
          .thenComparing(group -> group.value("bias").equals("false"))
          .thenComparing(group -> group.factors.toString(), NaturalOrder.COMPARATOR);

  public Group {
    factors = new TreeMap<>(factors);
  }

  /** For instance {@code 3-2-1 f32, manual sgd, bias}. */
  public String label() {
    List<String> parts = new ArrayList<>();
    add(parts, words("shape", "precision"));
    add(parts, words("operation"));
    add(parts, words("gradient", "optimizer"));
    switch (value("bias")) {
      case "true" -> parts.add("bias");
      case "false" -> parts.add("no bias");
      case "" -> {}
      default -> parts.add("bias=" + words("bias"));
    }
    if (!value(CellKey.THREADS).isEmpty() && !value(CellKey.THREADS).equals("1")) {
      parts.add(words(CellKey.THREADS) + " threads");
    }
    for (Map.Entry<String, String> factor : factors.entrySet()) {
      if (!WORDED.contains(factor.getKey())) {
        parts.add(ForeignText.of(factor.getKey() + "=" + factor.getValue(), VALUE_LENGTH));
      }
    }
    return String.join(", ", parts);
  }

  /** The value of a factor; empty if there is none of that name. */
  public String value(String factor) {
    return factors.getOrDefault(factor, "");
  }

  /** This group without some of its factors. */
  public Group without(String... names) {
    SortedMap<String, String> fewer = new TreeMap<>(factors);
    fewer.keySet().removeAll(Arrays.asList(names));
    return new Group(fewer);
  }

  @Override
  public int compareTo(Group other) {
    return ORDER.compare(this, other);
  }

  private static int position(List<String> known, String value) {
    int position = known.indexOf(value);
    return position < 0 ? known.size() : position;
  }

  private static void add(List<String> parts, String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private String words(String... names) {
    List<String> words = new ArrayList<>();
    for (String name : names) {
      add(words, ForeignText.of(value(name), VALUE_LENGTH));
    }
    return String.join(" ", words);
  }
}
