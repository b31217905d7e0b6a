package io.github.backpropbench.report.section;

import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.Beside;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.RowRange.Span;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the engines compare with the fastest library, in words. */
final class EnginePhrases {
  private EnginePhrases() {}

  /** What the engines of a run are; empty if there are none beside backends of other roles. */
  static Optional<Point> point(RunAnalysis analysis) {
    Backends backends = analysis.run().backends();
    List<String> engines = backends.names(Role.ENGINE);
    if (engines.isEmpty() || !backends.haveSeveralRoles()) {
      return Optional.empty();
    }
    boolean one = engines.size() == 1;
    String names =
        Phrases.and(
            Phrases.few(
                engines.stream().map(name -> YardstickPhrases.named(analysis, name)).toList(),
                Shortlist.OF_EACH_ROLE));
    return Optional.of(
        new Point(
            one ? "The engine" : "The engines",
            "%s %s gradients and optimizers of %s own, and %s compared with the manual gradients of"
                    .formatted(
                        names, one ? "has" : "have", one ? "its" : "their", one ? "is" : "are")
                + " the other backends."));
  }

  /**
   * A sentence, for instance {@code The engine ojalgo-ann takes 2.31 times as long as the fastest
   * library at batch 64.}
   *
   * @param rows of one network
   * @param where whether to say where
   * @return empty if no row has libraries and engines
   */
  static String of(RunAnalysis analysis, List<GridRow> rows, boolean where) {
    List<GridRow> known =
        rows.stream().filter(row -> !analysis.leaders(row).engines().isEmpty()).toList();
    List<Engine> engines = engines(analysis, known);
    if (engines.isEmpty()) {
      return "";
    }
    Engine first = engines.get(0);
    String at = where ? " at " + LeaderPhrases.where(analysis, known) : "";
    if (engines.size() == 1) {
      return "The engine %s takes %s as long as the fastest library%s%s."
          .formatted(first.label(), first.times(), at, first.notShown());
    }
    List<String> others = engines.stream().skip(1).map(Engine::others).toList();
    return "Of the engines, %s %s: %s the time of the fastest library%s%s; then %s."
        .formatted(
            first.label(),
            isFastest(analysis, known, first) ? "is the fastest" : "has the shortest times",
            first.times(),
            at,
            first.notShown(),
            Phrases.and(Phrases.few(others, Shortlist.OF_EACH_ROLE - 1)));
  }

  /** An engine beside the fastest library of some rows. */
  private record Engine(String backend, String label, List<Beside> beside) {
    String times() {
      DoubleSummaryStatistics times =
          beside.stream().mapToDouble(one -> 1 / one.speed()).summaryStatistics();
      return LeaderPhrases.times(new Span(times.getMin(), times.getMax()));
    }

    String others() {
      return label + " " + times();
    }

    String notShown() {
      long notShown = beside.stream().filter(one -> !one.isDifferent()).count();
      if (notShown == 0) {
        return "";
      }
      return notShown == beside.size()
          ? " (no difference shown)"
          : " (no difference shown in %d of %d rows)".formatted(notShown, beside.size());
    }
  }

  /** The engines of some rows, from the one that is the fastest in most of them. */
  private static List<Engine> engines(RunAnalysis analysis, List<GridRow> rows) {
    Map<String, List<Beside>> beside = new LinkedHashMap<>();
    for (GridRow row : rows) {
      for (Beside engine : analysis.leaders(row).engines()) {
        beside.computeIfAbsent(engine.backend(), backend -> new ArrayList<>()).add(engine);
      }
    }
    return Shortlist.ranked(analysis.run(), beside.keySet(), rows).stream()
        .map(
            name ->
                new Engine(
                    name,
                    analysis.run().backends().label(name),
                    beside.getOrDefault(name, List.of())))
        .toList();
  }

  /** Whether an engine is shown to be faster than the others in all rows. */
  private static boolean isFastest(RunAnalysis analysis, List<GridRow> rows, Engine first) {
    return rows.stream()
        .allMatch(
            row ->
                analysis.leaders(row).engines().stream()
                    .map(Beside::backend)
                    .filter(other -> !other.equals(first.backend()))
                    .allMatch(other -> isFaster(analysis, row, first.backend(), other)));
  }

  private static boolean isFaster(RunAnalysis analysis, GridRow row, String one, String other) {
    return row.cell(one)
        .flatMap(
            cell ->
                row.cell(other)
                    .flatMap(than -> analysis.comparisons().of(Factor.BACKEND, cell, than)))
        .map(judged -> judged.verdict() == Verdict.FASTER)
        .orElse(false);
  }
}
