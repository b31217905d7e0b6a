package io.github.backpropbench.report.chart;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.Shortlist;
import io.github.backpropbench.report.chart.Chart.Line;
import io.github.backpropbench.report.chart.Chart.Panel;
import io.github.backpropbench.report.chart.Chart.Point;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Samples per second of a training step by batch: one line per backend, one panel per network. */
public final class ThroughputChart {
  /** What the chart shows, for readers who cannot see it. */
  public static final String DESCRIPTION =
      "Samples per second of a training step by batch, one line per backend";

  private static final int MOST_PANELS = 6;
  private static final int MOST_LINES = 12;

  /** The names in a line of the notes. */
  private static final int NAMES = 8;

  private static final double NANOSECONDS_PER_SECOND = 1e9;

  private final MeasuredRun run;
  private final List<String> backends;

  /** Those of which the lines are in colour. */
  private final List<String> shown;

  private final Map<String, Palette.Style> styles;

  private ThroughputChart(MeasuredRun run, Grid grid) {
    this.run = run;
    List<String> names = run.backends().names();
    shown = Shortlist.shown(run, names, grid.rows());
    List<String> inOrder = new ArrayList<>(names);
    inOrder.sort(Comparator.comparing(name -> !shown.contains(name)));
    List<String> drawn = inOrder.subList(0, Math.min(MOST_LINES, names.size()));
    backends = names.stream().filter(drawn::contains).toList();
    styles = Palette.of(names);
  }

  /** Empty if no training step with a batch has a time. */
  public static Optional<Chart> of(RunAnalysis analysis) {
    Grid grid = analysis.grid(BenchmarkKind.TRAINING_STEP).where(GridRow::principal);
    Chart chart = new ThroughputChart(analysis.run(), grid).of(grid);
    return chart.panels().isEmpty() ? Optional.empty() : Optional.of(chart);
  }

  private Chart of(Grid grid) {
    Map<Group, List<GridRow>> networks =
        grid.rows().stream().collect(groupingBy(GridRow::group, LinkedHashMap::new, toList()));
    List<Panel> panels =
        networks.entrySet().stream()
            .map(network -> new Panel(network.getKey().label(), lines(network.getValue())))
            .filter(panel -> !panel.lines().isEmpty())
            .toList();
    List<Panel> drawn = largest(panels);
    return new Chart(
        "Throughput of a training step",
        "batch (samples per step)",
        "samples/s",
        drawn,
        notes(drawn, panels.size() - drawn.size()));
  }

  /** The panels with the most points, in their order. */
  private static List<Panel> largest(List<Panel> panels) {
    List<Panel> kept =
        panels.stream()
            .sorted(Comparator.comparingInt(ThroughputChart::size).reversed())
            .limit(MOST_PANELS)
            .toList();
    return panels.stream().filter(kept::contains).toList();
  }

  private static int size(Panel panel) {
    return panel.lines().stream().mapToInt(line -> line.points().size()).sum();
  }

  private List<Line> lines(List<GridRow> rows) {
    List<Line> lines = new ArrayList<>();
    for (String backend : backends) {
      List<Point> points =
          rows.stream()
              .flatMap(row -> row.cell(backend).flatMap(cell -> point(cell, backend, row)).stream())
              .toList();
      if (!points.isEmpty()) {
        lines.add(
            new Line(
                run.backends().label(backend),
                styles.getOrDefault(backend, Palette.of(backend)),
                points,
                !shown.contains(backend)));
      }
    }
    return lines;
  }

  private Optional<Point> point(CellKey cell, String backend, GridRow row) {
    Ratio nanoseconds = run.forkMean(cell);
    if (!(nanoseconds.value() > 0) || row.batch().isEmpty()) {
      return Optional.empty();
    }
    int batch = row.batch().getAsInt();
    double samples = NANOSECONDS_PER_SECOND * batch;
    double rate = samples / nanoseconds.value();
    boolean known = nanoseconds.hasInterval();
    double low = known ? samples / nanoseconds.high() : Double.NaN;
    double high = known ? samples / nanoseconds.low() : Double.NaN;
    String interval = known ? " (" + Figures.rate(low) + " to " + Figures.rate(high) + ")" : "";
    String text =
        "%s, batch %s: %s%s"
            .formatted(run.backends().label(backend), batch, Figures.rate(rate), interval);
    return Optional.of(new Point(batch, rate, low, high, text));
  }

  private List<String> notes(List<Panel> panels, int panelsCut) {
    boolean bars =
        panels.stream()
            .flatMap(panel -> panel.lines().stream())
            .flatMap(line -> line.points().stream())
            .anyMatch(Point::hasInterval);
    int linesCut = run.backends().names().size() - backends.size();
    List<String> notes = new ArrayList<>();
    notes.add(
        "Geometric mean of the forks"
            + (bars ? ", with bars for its 95 % interval." : "; too few for an interval."));
    if (panelsCut > 0) {
      notes.add("Not drawn: " + panelsCut + " of the shapes and precisions.");
    }
    List<String> behind =
        panels.stream()
            .flatMap(panel -> panel.lines().stream())
            .filter(Line::behind)
            .map(Line::label)
            .distinct()
            .toList();
    for (int i = 0; i < behind.size(); i += NAMES) {
      String names = String.join(", ", behind.subList(i, Math.min(i + NAMES, behind.size())));
      notes.add((i == 0 ? "In grey: " : "") + names);
    }
    if (linesCut > 0) {
      notes.add("Not drawn: " + linesCut + " of the backends.");
    }
    return notes;
  }
}
