package io.github.backpropbench.report.section;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.RowRange;
import io.github.backpropbench.report.analysis.RowRange.Span;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.List;

/** Which backends are fastest, in words. */
public final class LeaderPhrases {
  private static final int LEVEL_LENGTH = 16;

  /** If there are more backends than this besides the fastest, only the next one's time is told. */
  private static final int MOST_OTHERS = 3;

  private LeaderPhrases() {}

  /**
   * The answer for one row in a sentence or two, for instance {@code ejml is the fastest library:
   * ojalgo takes 1.80 times as long. A yardstick is ahead: vector, 2.31 times as fast.}
   */
  public static String headline(RunAnalysis analysis, GridRow row) {
    Leaders leaders = analysis.leaders(row);
    List<GridRow> rows = List.of(row);
    String fastest = headline(analysis, analysis.ranges(rows).get(0), isBesideYardsticks(leaders));
    return (fastest + ". " + YardstickPhrases.of(analysis, analysis.ranges(rows), false)).strip();
  }

  private static String headline(RunAnalysis analysis, RowRange range, boolean ofLibraries) {
    Leaders leaders = range.leaders();
    String first = analysis.run().backends().label(leaders.backends().get(0));
    if (leaders.measured() == 1) {
      return ofLibraries
          ? first + " is the only library that was measured"
          : "Only " + first + " was measured";
    }
    String ofAll = ofLibraries ? " of the libraries" : "";
    if (!leaders.judged()) {
      return "%s had the shortest time%s, but too few %s were measured to be sure"
          .formatted(first, ofAll, analysis.run().repetitions());
    }
    String others = others(analysis, range);
    if (leaders.isDecided()) {
      return first + (ofLibraries ? " is the fastest library: " : ": ") + others;
    }
    List<String> close = new ArrayList<>(close(analysis, leaders));
    close.remove(first);
    return first
        + " has the shortest time"
        + ofAll
        + (close.isEmpty() ? "" : ", but is not shown to differ from " + Phrases.or(close))
        + (others.isEmpty() ? "" : "; " + others);
  }

  /** Whether the fastest backends are libraries, and there are yardsticks to look at as well. */
  static boolean isBesideYardsticks(Leaders leaders) {
    return !leaders.yardsticks().isEmpty();
  }

  /** For instance {@code ejml at batch 64 (ojalgo takes 1.80 times as long)}. */
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
    List<String> notes = new ArrayList<>();
    if (leaders.role() == Role.YARDSTICK && backends.haveBothRoles()) {
      notes.add("no library was measured");
    }
    if (close(analysis, leaders).size() > 1) {
      notes.add("no difference shown between them");
    }
    String others = others(analysis, range);
    if (!others.isEmpty()) {
      notes.add(others);
    }
    return "%s at %s (%s)"
        .formatted(Phrases.or(close(analysis, leaders)), where, String.join("; ", notes));
  }

  /**
   * How many times as long the backends take that are not among the fastest: each of them if they
   * are few, else the next one; empty if there are none.
   */
  private static String others(RunAnalysis analysis, RowRange range) {
    if (range.margins().size() > MOST_OTHERS) {
      return "the next takes "
          + times(range.next())
          + " as long"
          + probablySlower(analysis, range.leaders());
    }
    List<String> words = new ArrayList<>();
    range
        .margins()
        .forEach(
            (backend, margin) -> {
              boolean probably = range.leaders().probablySlower().contains(backend);
              words.add(
                  analysis.run().backends().label(backend)
                      + (probably ? " probably" : "")
                      + (words.isEmpty() || probably ? " takes " : " ")
                      + times(margin)
                      + (words.isEmpty() ? " as long" : ""));
            });
    return String.join(", ", words);
  }

  private static String probablySlower(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    List<String> names =
        backends.names().stream()
            .filter(leaders.probablySlower()::contains)
            .map(backends::label)
            .toList();
    return names.isEmpty()
        ? ""
        : "; " + Phrases.and(names) + (names.size() == 1 ? " is" : " are") + " probably slower";
  }

  /** The labels of {@link Leaders#close}, in the run's order. */
  static List<String> close(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    return backends.names().stream()
        .filter(leaders.close()::contains)
        .map(backends::label)
        .toList();
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

  /** The batches, or other levels, of some rows. */
  static String where(RunAnalysis analysis, List<GridRow> rows) {
    String first = level(rows.get(0));
    String last = level(rows.get(rows.size() - 1));
    String factor = analysis.grid().rowFactor().label() + " ";
    return switch (rows.size()) {
      case 1 -> factor + first;
      case 2 -> factor + first + " and " + last;
      default -> factor + first + " to " + last;
    };
  }

  /** {@code 1.20 to 1.40 times}; one figure if they are alike. */
  static String times(Span span) {
    String least = Figures.ratio(span.least());
    String most = Figures.ratio(span.most());
    return (least.equals(most) ? least : least + " to " + most) + " times";
  }
}
