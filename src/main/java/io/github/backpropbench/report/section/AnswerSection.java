package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.harness.BenchmarkRun;
import io.github.backpropbench.report.analysis.Beside;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RowRange;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.document.Block.Points;
import io.github.backpropbench.report.document.Block.Points.Point;
import io.github.backpropbench.report.document.Document.Section;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer in plain words: which backends are fastest, what each choice of the method costs, how
 * certain that is, and what is missing from the run.
 */
final class AnswerSection {
  /** If there are more networks than this, the last ones are only counted. */
  private static final int MOST_NETWORKS = 5;

  /** Whose wins are counted by name; those of others are counted together. */
  private static final int MOST_WINNERS = Shortlist.OF_EACH_ROLE;

  private final RunAnalysis analysis;
  private final MeasuredRun run;

  private AnswerSection(RunAnalysis analysis) {
    this.analysis = analysis;
    run = analysis.run();
  }

  static Section of(RunAnalysis analysis) {
    AnswerSection answer = new AnswerSection(analysis);
    List<Point> points = new ArrayList<>(answer.fastest());
    points.addAll(analysis.isToTarget() ? 0 : points.size(), TargetPoints.of(analysis));
    points.addAll(CostPoints.of(analysis));
    CertaintyPoint.of(analysis).ifPresent(points::add);
    answer.missing().ifPresent(points::add);
    return new Section("The answer", List.of(new Points(points)));
  }

  /**
   * Whether there is anything in an answer: of benchmarks that are not the suite's there is none.
   */
  static boolean hasPoints(Section answer) {
    return answer.blocks().stream()
        .anyMatch(block -> block instanceof Points points && !points.points().isEmpty());
  }

  /** The fastest backends: a sentence for each network, and a count for the last of many. */
  private List<Point> fastest() {
    Map<Group, List<GridRow>> networks =
        analysis.grid().rows().stream()
            .filter(GridRow::principal)
            .filter(row -> !analysis.leaders(row).backends().isEmpty())
            .collect(groupingBy(GridRow::group, LinkedHashMap::new, toList()));
    int inWords = networks.size() <= MOST_NETWORKS ? networks.size() : MOST_NETWORKS - 1;
    List<Point> points = new ArrayList<>();
    networks.entrySet().stream()
        .limit(inWords)
        .forEach(network -> points.add(fastest(network.getKey(), network.getValue())));
    List<GridRow> others = networks.values().stream().skip(inWords).flatMap(List::stream).toList();
    if (!others.isEmpty()) {
      points.add(new Point("Others", wins(others)));
    }
    if (!points.isEmpty()) {
      EnginePhrases.point(analysis).ifPresent(points::add);
      YardstickPhrases.point(analysis).ifPresent(points::add);
    }
    return points;
  }

  private Point fastest(Group network, List<GridRow> rows) {
    List<RowRange> ranges = analysis.ranges(rows);
    String role =
        rows.stream()
            .map(analysis::leaders)
            .filter(LeaderPhrases::isBesideOthers)
            .map(leaders -> "of the " + Phrases.plural(leaders.role().label()) + ", ")
            .findFirst()
            .orElse("");
    String leaders =
        ranges.stream().map(range -> LeaderPhrases.of(analysis, range)).collect(joining("; "));
    return new Point(
        "Fastest for a %s of %s".formatted(Phrases.of(analysis), network.label()),
        Stream.of(
                role + leaders + ".",
                EnginePhrases.of(analysis, rows, true),
                YardstickPhrases.of(analysis, ranges, true))
            .filter(sentence -> !sentence.isEmpty())
            .collect(joining(" ")));
  }

  /** In how many rows each backend is the fastest. */
  private String wins(List<GridRow> rows) {
    Map<String, Integer> wins = new LinkedHashMap<>();
    Map<String, Integer> probable = new LinkedHashMap<>();
    Map<String, Integer> others = new LinkedHashMap<>();
    int behind = 0;
    for (GridRow row : rows) {
      Leaders leaders = analysis.leaders(row);
      (leaders.isDecided() ? wins : leaders.isProbable() ? probable : others)
          .merge(finding(leaders), 1, Integer::sum);
      behind += leaders.yardsticks().stream().anyMatch(Beside::isAhead) ? 1 : 0;
    }
    others.putAll(few(probable, "probably "));
    List<String> parts = new ArrayList<>(counts(few(wins, "")));
    parts.addAll(counts(others));
    if (behind > 0) {
      parts.add("a yardstick is ahead in " + behind);
    }
    return "of %s with other shapes or precisions, %s."
        .formatted(Phrases.count(rows.size(), "row"), String.join(", ", parts));
  }

  private String finding(Leaders leaders) {
    String first = run.backends().label(leaders.backends().get(0));
    boolean both = run.backends().haveSeveralRoles();
    if (leaders.measured() == 1) {
      return "only %s%s was measured"
          .formatted(both ? "the " + leaders.role().label() + " " : "", first);
    }
    if (!leaders.isDecided() && !leaders.isProbable()) {
      return "no single %s was shown to be fastest"
          .formatted(both ? leaders.role().label() : "backend");
    }
    return "%s is %s%s"
        .formatted(
            first,
            leaders.isDecided() ? "" : "probably ",
            both ? "the fastest " + leaders.role().label() : "fastest");
  }

  /** The most frequent findings, and the others together. */
  private Map<String, Integer> few(Map<String, Integer> findings, String probably) {
    Map<String, Integer> few = new LinkedHashMap<>();
    findings.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            one -> {
              String name =
                  few.size() < MOST_WINNERS
                      ? one.getKey()
                      : "another %s is %sfastest".formatted(run.backends().kind(), probably);
              few.merge(name, one.getValue(), Integer::sum);
            });
    return few;
  }

  private static List<String> counts(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(count -> count.getKey() + " in " + count.getValue())
        .toList();
  }

  /** Failed cells, and forks that were not run; empty if everything was measured. */
  private Optional<Point> missing() {
    Plan plan = run.results().description().plan();
    int done = run.results().measurements().size();
    long planned = (long) plan.rounds() * plan.cells().size();
    long failed = run.failures().stream().map(Measurement::cell).distinct().count();
    List<String> troubles = new ArrayList<>();
    if (done == 0) {
      troubles.add("nothing has been measured yet");
    } else if (run.failures().size() == done) {
      troubles.add("nothing could be measured");
    }
    if (failed > 0) {
      troubles.add(
          "%s of %s failed, see below"
              .formatted(failed, Phrases.count(run.cells().size(), "cell")));
    }
    if (done < planned
        || (planned > 0 && !BenchmarkRun.isComplete(plan, run.results().measurements()))) {
      troubles.add(
          "the run was stopped after %s; run --resume with its folder continues it"
              .formatted(
                  done < planned && !plan.effort().isAdaptive()
                      ? done + " of " + Phrases.count(planned, "fork")
                      : Phrases.count(done, "fork")));
    }
    return troubles.isEmpty()
        ? Optional.empty()
        : Optional.of(new Point("Not complete", String.join("; ", troubles) + "."));
  }
}
