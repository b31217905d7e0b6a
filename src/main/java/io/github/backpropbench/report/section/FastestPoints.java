package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Block.Points.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which backend is fastest where: a sentence for each network, or a count if there are many. */
final class FastestPoints {
  private static final int MOST_POINTS = 3;

  private final RunAnalysis analysis;
  private final Backends backends;

  private FastestPoints(RunAnalysis analysis) {
    this.analysis = analysis;
    this.backends = analysis.run().backends();
  }

  static List<Point> of(RunAnalysis analysis) {
    return new FastestPoints(analysis).points();
  }

  private List<Point> points() {
    Map<Group, List<GridRow>> groups =
        analysis.grid().rows().stream()
            .filter(GridRow::principal)
            .filter(row -> !analysis.leaders(row).backends().isEmpty())
            .collect(groupingBy(GridRow::group, LinkedHashMap::new, toList()));
    int inWords = groups.size() <= MOST_POINTS ? groups.size() : MOST_POINTS - 1;
    List<Point> points = new ArrayList<>();
    groups.entrySet().stream()
        .limit(inWords)
        .forEach(group -> points.add(point(group.getKey(), group.getValue())));
    List<GridRow> others = groups.values().stream().skip(inWords).flatMap(List::stream).toList();
    if (!others.isEmpty()) {
      points.add(new Point("Others", summary(others)));
    }
    return points;
  }

  private Point point(Group group, List<GridRow> rows) {
    return new Point(
        "Fastest for a %s of %s".formatted(Words.of(analysis.main()), group.label()),
        analysis.regimes(rows).stream()
                .map(regime -> LeaderWords.of(analysis, regime))
                .collect(joining("; "))
            + ".");
  }

  /** How often each backend leads. */
  private String summary(List<GridRow> rows) {
    Map<String, Integer> wins = new LinkedHashMap<>();
    int undecided = 0;
    for (GridRow row : rows) {
      Leaders leaders = analysis.leaders(row);
      if (leaders.isDecided()) {
        wins.merge(backends.label(leaders.backends().get(0)), 1, Integer::sum);
      } else {
        undecided++;
      }
    }
    List<String> parts = new ArrayList<>();
    wins.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(win -> parts.add(win.getKey() + " is fastest in " + win.getValue()));
    if (undecided > 0) {
      parts.add("no single backend was shown to be fastest in " + undecided);
    }
    return "of %s at other shapes or precisions, %s."
        .formatted(Words.count(rows.size(), "row"), String.join(", ", parts));
  }
}
