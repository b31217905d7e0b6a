package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.RowRange;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.List;

/** Which backends are fastest, in words. */
public final class LeaderPhrases {
  private static final int LEVEL_LENGTH = 16;

  private LeaderPhrases() {}

  /**
   * The answer for one row in a sentence, for instance {@code vector: the next takes 1.80 times as
   * long.}
   */
  public static String headline(RunAnalysis analysis, GridRow row) {
    Leaders leaders = analysis.leaders(row);
    List<String> names = leaders.backends().stream().map(analysis.run().backends()::label).toList();
    String first = names.get(0);
    if (leaders.measured() == 1) {
      return "Only " + first + " was measured.";
    }
    if (!leaders.judged()) {
      return "%s had the shortest time, but too few %s were measured to be sure."
          .formatted(first, analysis.run().repetitions());
    }
    if (leaders.isDecided()) {
      return "%s: the next takes %s times as long."
          .formatted(first, Figures.ratio(leaders.margin()));
    }
    List<String> close = new ArrayList<>(close(analysis, leaders));
    close.remove(first);
    String shortest =
        first
            + " has the shortest time"
            + (close.isEmpty() ? "" : ", but is not shown to differ from " + Phrases.or(close));
    List<String> others = others(analysis, leaders, next(leaders.margin(), leaders.margin()));
    return shortest + (others.isEmpty() ? "." : "; " + String.join("; ", others) + ".");
  }

  /** For instance {@code vector at batch 64 (the next takes 1.80 times as long)}. */
  static String of(RunAnalysis analysis, RowRange range) {
    Backends backends = analysis.run().backends();
    Leaders leaders = range.leaders();
    List<String> names = labels(analysis, leaders);
    String where = where(analysis, range.rows());
    if (leaders.measured() == 1) {
      return "only " + names.get(0) + " was measured at " + where;
    }
    if (!leaders.judged()) {
      return "%s had the shortest time at %s, but too few %s were measured to be sure"
          .formatted(
              backends.label(leaders.backends().get(0)), where, analysis.run().repetitions());
    }
    String next = next(range.leastMargin(), range.mostMargin());
    if (leaders.isDecided()) {
      return "%s at %s (%s)".formatted(names.get(0), where, next);
    }
    List<String> close = close(analysis, leaders);
    List<String> certainty = new ArrayList<>();
    if (close.size() > 1) {
      certainty.add("no difference shown between them");
    }
    certainty.addAll(others(analysis, leaders, next));
    return "%s at %s (%s)".formatted(Phrases.or(close), where, String.join("; ", certainty));
  }

  /** What is known of the backends that are not close to the fastest one. */
  private static List<String> others(RunAnalysis analysis, Leaders leaders, String next) {
    List<String> others = new ArrayList<>();
    if (!next.isEmpty()) {
      others.add(next);
    }
    List<String> probablySlower = probablySlower(analysis, leaders);
    if (!probablySlower.isEmpty()) {
      others.add(areProbablySlower(probablySlower));
    }
    return others;
  }

  /** The labels of {@link Leaders#close}, in the run's order. */
  static List<String> close(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    return backends.names().stream()
        .filter(leaders.close()::contains)
        .map(backends::label)
        .toList();
  }

  private static List<String> probablySlower(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    return backends.names().stream()
        .filter(leaders.probablySlower()::contains)
        .map(backends::label)
        .toList();
  }

  private static String areProbablySlower(List<String> names) {
    return Phrases.and(names) + (names.size() == 1 ? " is" : " are") + " probably slower";
  }

  /** The labels of the fastest backends, in the run's order. */
  static List<String> labels(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    List<String> names = new ArrayList<>(backends.names());
    names.retainAll(leaders.backends());
    names.replaceAll(backends::label);
    return names;
  }

  /** A level such as a batch, cut to the width of a table's column. */
  static String level(GridRow row) {
    return ForeignText.of(row.level(), LEVEL_LENGTH);
  }

  private static String where(RunAnalysis analysis, List<GridRow> rows) {
    String first = level(rows.get(0));
    String last = level(rows.get(rows.size() - 1));
    String factor = analysis.grid().rowFactor().label() + " ";
    return switch (rows.size()) {
      case 1 -> factor + first;
      case 2 -> factor + first + " and " + last;
      default -> factor + first + " to " + last;
    };
  }

  /** How many times as long the next backend takes; empty if there is none. */
  private static String next(double leastMargin, double mostMargin) {
    if (Double.isNaN(leastMargin)) {
      return "";
    }
    String least = Figures.ratio(leastMargin);
    String most = Figures.ratio(mostMargin);
    return "the next takes "
        + (least.equals(most) ? least : least + " to " + most)
        + " times as long";
  }
}
