package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.Regime;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.List;

/** Which backends are fastest, in words. */
public final class LeaderWords {
  /** What a reader must know of what is only probable. */
  public static final String WHY_PROBABLY =
      "Probably: by its own 95 % interval, while among so many comparisons it may be chance.";

  private static final int LEVEL_LENGTH = 16;

  private LeaderWords() {}

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
      return first + " had the shortest time, in too few rounds to tell.";
    }
    if (leaders.isDecided()) {
      return "%s: the next takes %s times as long."
          .formatted(first, Figures.ratio(leaders.margin()));
    }
    List<String> close = new ArrayList<>(close(analysis, leaders));
    close.remove(first);
    List<String> probablySlower = probablySlower(analysis, leaders);
    if (close.isEmpty()) {
      return "%s has the shortest time; %s. %s"
          .formatted(first, areProbablySlower(probablySlower), WHY_PROBABLY);
    }
    String noDifference =
        first + " has the shortest time, but no difference is shown to " + Words.or(close);
    return probablySlower.isEmpty()
        ? noDifference + "."
        : "%s; %s. %s".formatted(noDifference, areProbablySlower(probablySlower), WHY_PROBABLY);
  }

  /** For instance {@code vector at batch 64 (the next takes 1.80 times as long)}. */
  static String of(RunAnalysis analysis, Regime regime) {
    Backends backends = analysis.run().backends();
    Leaders leaders = regime.leaders();
    List<String> names = labels(analysis, leaders);
    String where = where(analysis, regime.rows());
    if (leaders.measured() == 1) {
      return "only " + names.get(0) + " was measured at " + where;
    }
    if (!leaders.judged()) {
      return "%s had the shortest time at %s, in too few rounds to tell"
          .formatted(backends.label(leaders.backends().get(0)), where);
    }
    if (leaders.isDecided()) {
      return names.get(0) + " at " + where + margin(regime);
    }
    List<String> close = close(analysis, leaders);
    List<String> certainty = new ArrayList<>();
    if (close.size() > 1) {
      certainty.add("no difference shown between them");
    }
    if (!leaders.probablySlower().isEmpty()) {
      certainty.add(areProbablySlower(probablySlower(analysis, leaders)));
    }
    return "%s at %s (%s)".formatted(Words.or(close), where, String.join("; ", certainty));
  }

  /** Those of the fastest backends that are not probably slower than the first of them. */
  private static List<String> close(RunAnalysis analysis, Leaders leaders) {
    List<String> close = new ArrayList<>(labels(analysis, leaders));
    close.removeAll(probablySlower(analysis, leaders));
    return close;
  }

  private static List<String> probablySlower(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    return backends.names().stream()
        .filter(leaders.probablySlower()::contains)
        .map(backends::label)
        .toList();
  }

  private static String areProbablySlower(List<String> names) {
    return Words.and(names) + (names.size() == 1 ? " is" : " are") + " probably slower";
  }

  /** The fastest backends as reports call them, in the run's order. */
  static List<String> labels(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    List<String> names = new ArrayList<>(backends.names());
    names.retainAll(leaders.backends());
    names.replaceAll(backends::label);
    return names;
  }

  /** A level such as a batch, cut to what a table holds. */
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

  private static String margin(Regime regime) {
    String least = Figures.ratio(regime.leastMargin());
    String most = Figures.ratio(regime.mostMargin());
    String times = least.equals(most) ? least : least + " to " + most;
    return " (the next takes " + times + " times as long)";
  }
}
