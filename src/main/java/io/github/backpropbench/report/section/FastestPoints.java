package io.github.backpropbench.report.section;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.Leaders;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.document.Points.Point;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.ForeignText;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which backend is fastest where: a sentence for each network, or a count if there are many. */
final class FastestPoints {
  private static final int MOST_POINTS = 3;
  private static final int LEVEL_LENGTH = 16;

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
    List<Segment> segments = new ArrayList<>();
    for (GridRow row : rows) {
      Leaders leaders = analysis.leaders(row);
      Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
      if (last == null || !last.continuesWith(leaders)) {
        last = new Segment(leaders, new ArrayList<>(), new DoubleSummaryStatistics());
        segments.add(last);
      }
      last.levels().add(ForeignText.of(row.level(), LEVEL_LENGTH));
      last.margins().accept(leaders.margin());
    }
    return new Point(
        "Fastest for a %s of %s".formatted(Words.of(analysis.main()), group.label()),
        String.join("; ", segments.stream().map(this::sentence).toList()) + ".");
  }

  private String sentence(Segment segment) {
    Leaders leaders = segment.leaders();
    List<String> names = new ArrayList<>(backends.names());
    names.retainAll(leaders.backends());
    names.replaceAll(backends::label);
    String where = where(segment.levels());
    if (leaders.measured() == 1) {
      return "only " + names.get(0) + " was measured at " + where;
    }
    if (!leaders.judged()) {
      return "%s had the shortest time at %s, in too few rounds to tell"
          .formatted(backends.label(leaders.backends().get(0)), where);
    }
    return leaders.isDecided()
        ? names.get(0) + " at " + where + margin(segment.margins())
        : "%s at %s (no difference shown between them)".formatted(Words.or(names), where);
  }

  private String where(List<String> levels) {
    String first = levels.get(0);
    String last = levels.get(levels.size() - 1);
    String factor = analysis.grid().rowFactor() + " ";
    return switch (levels.size()) {
      case 1 -> factor + first;
      case 2 -> factor + first + " and " + last;
      default -> factor + first + " to " + last;
    };
  }

  private static String margin(DoubleSummaryStatistics margins) {
    String least = Figures.ratio(margins.getMin());
    String most = Figures.ratio(margins.getMax());
    String times = least.equals(most) ? least : least + " to " + most;
    return " (the next takes " + times + " times as long)";
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

  /** Neighbouring rows with the same leaders. */
  private record Segment(Leaders leaders, List<String> levels, DoubleSummaryStatistics margins) {

    boolean continuesWith(Leaders next) {
      return leaders.isDecided() == next.isDecided()
          && leaders.judged() == next.judged()
          && (leaders.measured() == 1) == (next.measured() == 1)
          && (leaders.judged()
              ? Set.copyOf(leaders.backends()).equals(Set.copyOf(next.backends()))
              : leaders.backends().get(0).equals(next.backends().get(0)));
    }
  }
}
