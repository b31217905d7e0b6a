package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.comparison.ScoreUnit;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.analysis.Backends;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.Group;
import io.github.backpropbench.report.chart.Chart;
import io.github.backpropbench.report.chart.Chart.Line;
import io.github.backpropbench.report.chart.Chart.Panel;
import io.github.backpropbench.report.chart.Chart.Point;
import io.github.backpropbench.report.chart.Palette;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.format.Ratios;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Charts of the training step: one panel per network and backend, one line per run. */
public final class RunsCharts {
  /** The file of the ratios' chart. */
  static final String RATIOS = "ratios.svg";

  /** The file of the speed-ups' chart, for runs with different numbers of threads. */
  static final String SPEED_UPS = "speed-ups.svg";

  private static final int MOST_PANELS = 8;
  private static final int MOST_RUNS = 10;
  private static final String BATCH = "batch (samples per step)";
  private static final double NANOSECONDS_PER_SECOND = 1e9;
  private static final String OF_RATIOS =
      ", without what all cells have in common; bars are its 95 % interval.";

  private final ComparedRuns all;
  private final List<ComparedRun> drawn;
  private final String baseline;
  private final Backends backends;
  private final Grid grid;

  private RunsCharts(ComparedRuns runs) {
    all = runs;
    drawn = runs.runs().subList(0, Math.min(MOST_RUNS, runs.runs().size()));
    baseline = runs.baseline().label();
    backends = runs.backends();
    Set<CellKey> steps = new LinkedHashSet<>();
    for (ComparedRun run : runs.runs()) {
      run.results().keySet().stream()
          .filter(BenchmarkKind.TRAINING_STEP::measures)
          .forEach(steps::add);
    }
    grid = Grid.of(steps, Factor.BATCH).where(GridRow::principal);
  }

  /** The charts by the names of their files; none if no training step was measured. */
  public static Map<String, Chart> of(ComparedRuns runs) {
    RunsCharts charts = new RunsCharts(runs);
    Map<String, Chart> byFile = new LinkedHashMap<>();
    add(byFile, RunFolder.THROUGHPUT, charts.throughput());
    add(byFile, RATIOS, charts.ratios());
    if (runs.differInThreads()) {
      add(byFile, SPEED_UPS, charts.speedUps());
    }
    return byFile;
  }

  private static void add(Map<String, Chart> charts, String file, Chart chart) {
    if (!chart.panels().isEmpty()) {
      charts.put(file, chart);
    }
  }

  private Chart throughput() {
    return chart(
        "Throughput of a training step in each run",
        "samples/s",
        0,
        RunsCharts::rate,
        "Each point is the mean of the forks, as in the run's own report; bars are its 95 %"
            + " interval.");
  }

  private Chart ratios() {
    return chart(
        "Time of a training step relative to " + baseline + ": below 1 is faster",
        "relative time",
        1,
        (run, cell, batch) -> ratio(run, cell, batch, UnaryOperator.identity()),
        "Each point is the ratio" + OF_RATIOS);
  }

  private Chart speedUps() {
    return chart(
        "Speed-up of a training step over " + baseline + ": above 1 is faster",
        "speed-up",
        1,
        (run, cell, batch) -> ratio(run, cell, batch, Ratio::inverse),
        "Each point is the inverse of the ratio of times" + OF_RATIOS);
  }

  private Chart chart(
      String title, String yTitle, int firstRun, PointMaker maker, String whatIsShown) {
    List<Panel> panels = new ArrayList<>();
    Map<Group, List<GridRow>> networks = new LinkedHashMap<>();
    grid.rows()
        .forEach(row -> networks.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row));
    networks.forEach(
        (network, rows) ->
            backends
                .names()
                .forEach(
                    backend -> {
                      List<Line> lines = lines(rows, backend, firstRun, maker);
                      if (!lines.isEmpty()) {
                        String name = backends.label(backend);
                        panels.add(new Panel(name + ", " + network.label(), lines));
                      }
                    }));
    List<Panel> kept = largest(panels);
    return new Chart(title, BATCH, yTitle, kept, notes(whatIsShown, panels.size() - kept.size()));
  }

  private List<Line> lines(List<GridRow> rows, String backend, int firstRun, PointMaker maker) {
    List<Line> lines = new ArrayList<>();
    for (int i = firstRun; i < drawn.size(); i++) {
      ComparedRun run = drawn.get(i);
      List<Point> points = new ArrayList<>();
      for (GridRow row : rows) {
        Optional<CellKey> cell = row.cell(backend);
        if (cell.isPresent() && row.batch().isPresent()) {
          maker.point(run, cell.get(), row.batch().getAsInt()).ifPresent(points::add);
        }
      }
      if (!points.isEmpty()) {
        lines.add(new Line(label(run), Palette.numbered(i), points));
      }
    }
    return lines;
  }

  private static String label(ComparedRun run) {
    return (run.label() + " " + run.mark()).strip();
  }

  /** Makes a run's point for a cell; empty if there is none. */
  private interface PointMaker {
    Optional<Point> point(ComparedRun run, CellKey cell, double batch);
  }

  private static Optional<Point> rate(ComparedRun run, CellKey cell, double batch) {
    SubjectResult result = run.results().get(cell);
    Optional<ScoreUnit> unit =
        result == null ? Optional.empty() : ScoreUnit.of(result.subject().mode(), result.unit());
    if (result == null || unit.isEmpty()) {
      return Optional.empty();
    }
    Ratio score = run.score(result);
    if (!(score.value() > 0)) {
      return Optional.empty();
    }
    DoubleUnaryOperator rate = figure -> batch * NANOSECONDS_PER_SECOND / unit.get().time(figure);
    boolean known = score.hasInterval();
    double one = known ? rate.applyAsDouble(score.low()) : Double.NaN;
    double other = known ? rate.applyAsDouble(score.high()) : Double.NaN;
    double low = Math.min(one, other);
    double high = Math.max(one, other);
    double mean = rate.applyAsDouble(score.value());
    String interval = known ? " (" + Figures.rate(low) + " to " + Figures.rate(high) + ")" : "";
    return Optional.of(
        new Point(batch, mean, low, high, text(run, batch, Figures.rate(mean) + interval)));
  }

  /**
   * @param form what to draw of the ratio of times
   */
  private static Optional<Point> ratio(
      ComparedRun run, CellKey cell, double batch, UnaryOperator<Ratio> form) {
    JudgedSubject judged = run.judged().get(cell);
    if (judged == null) {
      return Optional.empty();
    }
    Ratio ratio = form.apply(RatioText.ofTimes(judged.direction(), judged.judged()));
    if (!(ratio.value() > 0) || !Double.isFinite(ratio.value())) {
      return Optional.empty();
    }
    boolean known = ratio.hasInterval();
    return Optional.of(
        new Point(
            batch,
            ratio.value(),
            known ? ratio.low() : Double.NaN,
            known ? ratio.high() : Double.NaN,
            text(run, batch, Ratios.withInterval(ratio) + ", " + judged.verdict().words())));
  }

  private static String text(ComparedRun run, double batch, String figures) {
    return "%s, batch %s: %s".formatted(label(run), Figures.tick(batch), figures);
  }

  /** The panels with the most points, in their order. */
  private static List<Panel> largest(List<Panel> panels) {
    List<Panel> kept =
        panels.stream()
            .sorted(Comparator.comparingInt(RunsCharts::size).reversed())
            .limit(MOST_PANELS)
            .toList();
    return panels.stream().filter(kept::contains).toList();
  }

  private static int size(Panel panel) {
    return panel.lines().stream().mapToInt(line -> line.points().size()).sum();
  }

  private List<String> notes(String whatIsShown, int panelsCut) {
    List<String> notes = new ArrayList<>();
    notes.add(whatIsShown);
    if (drawn.stream().anyMatch(ComparedRun::isAcross)) {
      notes.add(
          ComparedRun.ACROSS
              + " is a run in another environment than the first: the points show everything that"
              + " differs.");
    }
    if (panelsCut > 0) {
      notes.add("Not drawn: " + panelsCut + " more of the networks and backends, see the tables.");
    }
    if (drawn.size() < all.runs().size()) {
      notes.add("Not drawn: " + (all.runs().size() - drawn.size()) + " more of the runs.");
    }
    return notes;
  }
}
