package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.joining;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.RowRange;
import io.github.backpropbench.report.analysis.RowRange.Span;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which backends are fastest, in words. */
public final class LeaderPhrases {
  private static final int LEVEL_LENGTH = 16;

  /** The fastest backends that are named, and those that are slower, beside the first. */
  private static final int MOST_NAMES = Shortlist.OF_EACH_ROLE;

  private LeaderPhrases() {}

  /**
   * The answer for one row in a sentence or two, for instance {@code ejml is the fastest library:
   * ojalgo takes 1.80 times as long. A yardstick is ahead: vector, 2.31 times as fast.}
   */
  public static String headline(RunAnalysis analysis, GridRow row) {
    Leaders leaders = analysis.leaders(row);
    List<GridRow> rows = List.of(row);
    String fastest = headline(analysis, analysis.ranges(rows).get(0), isBesideOthers(leaders));
    return Stream.of(
            fastest + ".",
            EnginePhrases.of(analysis, rows, false),
            YardstickPhrases.of(analysis, analysis.ranges(rows), false))
        .filter(sentence -> !sentence.isEmpty())
        .collect(joining(" "));
  }

  private static String headline(RunAnalysis analysis, RowRange range, boolean ofRole) {
    Leaders leaders = range.leaders();
    String first = analysis.run().backends().label(leaders.backends().get(0));
    if (leaders.measured() == 1) {
      return ofRole
          ? first + " is the only " + leaders.role().label() + " that was measured"
          : "Only " + first + " was measured";
    }
    String ofAll = ofRole ? " of the " + Phrases.plural(leaders.role().label()) : "";
    if (!leaders.judged()) {
      return "%s had the shortest time%s, but too few %s were measured to be sure"
          .formatted(first, ofAll, analysis.run().repetitions());
    }
    String others = others(analysis, range);
    if (leaders.isDecided()) {
      return first + (ofRole ? " is the fastest " + leaders.role().label() + ": " : ": ") + others;
    }
    List<String> close = new ArrayList<>(close(analysis, leaders));
    close.remove(first);
    close = Phrases.few(close, MOST_NAMES - 1);
    return first
        + " has the shortest time"
        + ofAll
        + (close.isEmpty() ? "" : ", but is not shown to differ from " + Phrases.or(close))
        + (others.isEmpty() ? "" : "; " + others);
  }

  /** Whether there are backends of other roles to look at as well. */
  static boolean isBesideOthers(Leaders leaders) {
    return !leaders.yardsticks().isEmpty() || !leaders.engines().isEmpty();
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
    if (leaders.role() == Role.YARDSTICK && backends.haveYardsticksBeside()) {
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
        .formatted(
            Phrases.or(Phrases.few(close(analysis, leaders), MOST_NAMES)),
            where,
            String.join("; ", notes));
  }

  /**
   * How many times as long the backends take that are not among the fastest: the best of them, then
   * the number of the others; empty if there are none.
   */
  private static String others(RunAnalysis analysis, RowRange range) {
    List<Map.Entry<String, Span>> margins = new ArrayList<>(range.margins().entrySet());
    int room = Math.max(1, MOST_NAMES - range.leaders().close().size());
    int named = Phrases.named(margins.size(), room);
    if (named < margins.size()) {
      margins.sort(Comparator.comparingDouble(margin -> margin.getValue().least()));
    }
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, Span> margin : margins.subList(0, named)) {
      boolean probably = range.leaders().probablySlower().contains(margin.getKey());
      words.add(
          analysis.run().backends().label(margin.getKey())
              + (probably ? " probably" : "")
              + (words.isEmpty() || probably ? " takes " : " ")
              + times(margin.getValue())
              + (words.isEmpty() ? " as long" : ""));
    }
    words.addAll(more(margins.subList(named, margins.size()), range.leaders()));
    return String.join(", ", words);
  }

  /** How many backends take longer, and how many of them only probably. */
  private static List<String> more(List<Map.Entry<String, Span>> margins, Leaders leaders) {
    long probably =
        margins.stream().filter(one -> leaders.probablySlower().contains(one.getKey())).count();
    long longer = margins.size() - probably;
    List<String> words = new ArrayList<>();
    if (longer > 0) {
      words.add(Phrases.count(longer, "other") + (longer == 1 ? " takes longer" : " take longer"));
    }
    if (probably > 0) {
      words.add(
          Phrases.count(probably, "other")
              + " probably"
              + (probably == 1 ? " takes longer" : " take longer"));
    }
    return words;
  }

  /** The labels of {@link Leaders#close}, in the run's order; of many, from the fastest. */
  static List<String> close(RunAnalysis analysis, Leaders leaders) {
    Backends backends = analysis.run().backends();
    if (leaders.close().size() > MOST_NAMES) {
      return leaders.close().stream().map(backends::label).toList();
    }
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
