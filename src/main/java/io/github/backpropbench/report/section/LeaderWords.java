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
    return leaders.isDecided()
        ? "%s: the next takes %s times as long.".formatted(first, Figures.ratio(leaders.margin()))
        : "%s has the shortest time, but no difference is shown to %s."
            .formatted(first, Words.or(names.subList(1, names.size())));
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
    return leaders.isDecided()
        ? names.get(0) + " at " + where + margin(regime)
        : "%s at %s (no difference shown between them)".formatted(Words.or(names), where);
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
    String factor = analysis.grid().rowFactor() + " ";
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
