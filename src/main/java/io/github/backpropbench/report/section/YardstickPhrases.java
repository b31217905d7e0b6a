package io.github.backpropbench.report.section;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.Beside;
import io.github.backpropbench.report.analysis.Beside.Lead;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.RowRange;
import io.github.backpropbench.report.analysis.RowRange.Span;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.BackendDescription;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far the yardsticks are ahead of the fastest library, in words. */
public final class YardstickPhrases {
  /** What a bracket around a heading means. */
  public static final String BRACKETS = " A backend in brackets is a yardstick, not a library.";

  private static final int NAME_LENGTH = 32;

  private YardstickPhrases() {}

  /** What the yardsticks of a run are; empty if there are no libraries beside them. */
  static Optional<Point> point(RunAnalysis analysis) {
    Backends backends = analysis.run().backends();
    if (!backends.haveYardsticksBeside()) {
      return Optional.empty();
    }
    List<String> names =
        backends.names(Role.YARDSTICK).stream().map(name -> named(analysis, name)).toList();
    boolean one = names.size() == 1;
    return Optional.of(
        new Point(
            one ? "The yardstick" : "The yardsticks",
            "%s %s code of this suite, not %s to add to a project: where %s ahead, a library could"
                    .formatted(
                        Phrases.and(Phrases.few(names, Shortlist.OF_EACH_ROLE)),
                        one ? "is" : "are",
                        one ? "a library" : "libraries",
                        one ? "it is" : "they are")
                + " still become that much faster."));
  }

  /** A backend's label, with the name of its library. */
  static String named(RunAnalysis analysis, String name) {
    return analysis.run().backends().label(name) + library(analysis, name);
  }

  private static String library(RunAnalysis analysis, String name) {
    return analysis.run().results().description().environment().backends().stream()
        .filter(backend -> backend.name().equals(name))
        .map(BackendDescription::library)
        .findFirst()
        .map(library -> " (" + ForeignText.of(library, NAME_LENGTH) + ")")
        .orElse("");
  }

  /**
   * A sentence, for instance {@code A yardstick is ahead: vector, 2.31 times as fast at batch 64.}
   *
   * @param ranges of the rows of one network, cut where the fastest libraries change
   * @param wheres whether to say where
   * @return empty if no row has libraries and yardsticks
   */
  static String of(RunAnalysis analysis, List<RowRange> ranges, boolean wheres) {
    List<String> ahead = new ArrayList<>();
    boolean compared = false;
    for (String backend : best(analysis, ranges)) {
      List<Stretch> stretches = stretches(analysis, ranges, backend);
      compared |= !stretches.isEmpty();
      List<String> words = new ArrayList<>(List.of(analysis.run().backends().label(backend)));
      for (Stretch stretch : stretches) {
        if (stretch.lead() != Lead.NONE) {
          words.add(stretch.words(analysis, words.size() == 1, wheres));
        }
      }
      if (words.size() > 1) {
        ahead.add(String.join(", ", words));
      }
    }
    if (!compared) {
      return "";
    }
    return ahead.isEmpty()
        ? "No yardstick is shown to be ahead."
        : (ahead.size() == 1 ? "A yardstick is ahead: " : "Yardsticks are ahead: ")
            + String.join("; ", ahead)
            + ".";
  }

  /** The yardsticks in the order of the run; of many, the best. */
  private static List<String> best(RunAnalysis analysis, List<RowRange> ranges) {
    Set<String> best =
        Shortlist.best(
            analysis.run(), ranges.stream().flatMap(range -> range.rows().stream()).toList());
    return analysis.run().backends().names(Role.YARDSTICK).stream().filter(best::contains).toList();
  }

  /** Consecutive rows with the same fastest libraries and the same kind of lead. */
  private record Stretch(Lead lead, List<GridRow> rows, DoubleSummaryStatistics speeds) {
    String words(RunAnalysis analysis, boolean first, boolean where) {
      return (lead == Lead.PROBABLE ? "probably " : "")
          + LeaderPhrases.times(new Span(speeds.getMin(), speeds.getMax()))
          + (first ? " as fast" : "")
          + (where ? " at " + LeaderPhrases.where(analysis, rows) : "")
          + (lead == Lead.UNSURE
              ? " (but too few " + analysis.run().repetitions() + " to be sure)"
              : "");
    }
  }

  private static List<Stretch> stretches(
      RunAnalysis analysis, List<RowRange> ranges, String backend) {
    List<Stretch> stretches = new ArrayList<>();
    for (RowRange range : ranges) {
      Optional<Stretch> last = Optional.empty();
      for (GridRow row : range.rows()) {
        Optional<Beside> known = of(analysis, row, backend);
        Lead lead = known.map(Beside::lead).orElse(Lead.NONE);
        if (known.isEmpty()) {
          last = Optional.empty();
          continue;
        }
        if (last.isEmpty() || last.get().lead() != lead) {
          last = Optional.of(new Stretch(lead, new ArrayList<>(), new DoubleSummaryStatistics()));
          stretches.add(last.get());
        }
        last.get().rows().add(row);
        last.get().speeds().accept(known.get().speed());
      }
    }
    return stretches;
  }

  private static Optional<Beside> of(RunAnalysis analysis, GridRow row, String backend) {
    return analysis.leaders(row).yardsticks().stream()
        .filter(yardstick -> yardstick.backend().equals(backend))
        .findFirst();
  }
}
