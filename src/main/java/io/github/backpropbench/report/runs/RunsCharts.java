package io.github.backpropbench.report.runs;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.comparison.ScoreUnit;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.harness.BenchmarkKind;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** The training step in each run, drawn: a panel a network and backend, a line a run. */
public final class RunsCharts {
  /** The file of the ratios' chart, beside that of the throughput. */
  static final String RATIOS = "ratios.svg";

  /** The file of what more threads bring, if the runs differ in their number. */
  static final String SPEED_UPS = "speed-ups.svg";

  private static final int MOST_PANELS = 8;
  private static final int MOST_RUNS = 10;
  private static final String BATCH = "batch (samples a step)";
  private static final double NANOSECONDS_A_SECOND = 1e9;
  private static final String OF_RATIOS =
      ", without what the machine did to all cells alike; bars are its 95 % interval.";

  private final RunSet set;
  private final int runs;
  private final Grid grid;
  private final List<Map<CellKey, SubjectResult>> results;
  private final List<Map<CellKey, JudgedSubject>> judged = new ArrayList<>();

  private RunsCharts(RunSet set) {
    this.set = set;
    runs = Math.min(MOST_RUNS, set.runs().size());
    results = set.runs().stream().map(SourceRun::byCell).toList();
    for (Comparison comparison : set.againstFirst()) {
      Map<CellKey, JudgedSubject> byCell = new HashMap<>();
      comparison.cells().forEach(cell -> byCell.put(cell.subject().cell(), cell));
      judged.add(byCell);
    }
    Set<CellKey> steps = new LinkedHashSet<>();
    results.forEach(
        one ->
            one.keySet().stream()
                .filter(BenchmarkKind.TRAINING_STEP::measures)
                .forEach(steps::add));
    grid = Grid.of(steps, Factor.BATCH).where(GridRow::principal);
  }

  /** By the names of their files; none if no training step was measured. */
  public static Map<String, Chart> of(RunSet set) {
    RunsCharts charts = new RunsCharts(set);
    Map<String, Chart> drawn = new LinkedHashMap<>();
    add(drawn, RunFolder.THROUGHPUT, charts.throughput());
    add(drawn, RATIOS, charts.ratios());
    if (set.lanes()) {
      add(drawn, SPEED_UPS, charts.speedUps());
    }
    return drawn;
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
        this::rate,
        "Each point is the mean of the forks, as in the run's own report; bars are its 95 %"
            + " interval.");
  }

  private Chart ratios() {
    return chart(
        "Time of a training step against " + set.first() + ": below 1 is faster",
        "times the time",
        1,
        this::ratio,
        "Each point is the ratio" + OF_RATIOS);
  }

  private Chart speedUps() {
    return chart(
        "Speed-up of a training step against " + set.first() + ": above 1 is faster",
        "times as fast",
        1,
        this::speedUp,
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
            set.backends()
                .names()
                .forEach(
                    backend -> {
                      List<Line> lines = lines(rows, backend, firstRun, maker);
                      if (!lines.isEmpty()) {
                        String name = set.backends().label(backend);
                        panels.add(new Panel(name + ", " + network.label(), lines));
                      }
                    }));
    List<Panel> drawn = largest(panels);
    return new Chart(title, BATCH, yTitle, drawn, notes(whatIsShown, panels.size() - drawn.size()));
  }

  private List<Line> lines(List<GridRow> rows, String backend, int firstRun, PointMaker maker) {
    List<Line> lines = new ArrayList<>();
    for (int run = firstRun; run < runs; run++) {
      List<Point> points = new ArrayList<>();
      for (GridRow row : rows) {
        Optional<CellKey> cell = row.cell(backend);
        if (cell.isPresent() && row.batch().isPresent()) {
          maker.point(run, cell.get(), row.batch().getAsInt()).ifPresent(points::add);
        }
      }
      if (!points.isEmpty()) {
        lines.add(new Line(label(run), Palette.numbered(run), points));
      }
    }
    return lines;
  }

  /** What differs, with the mark of a comparison across environments. */
  private String label(int run) {
    return set.labels().get(run) + (set.isAcross(run) ? " " + TimesSection.ACROSS : "");
  }

  /** How a run's point for a cell is made; empty if it has none. */
  private interface PointMaker {
    Optional<Point> point(int run, CellKey cell, double batch);
  }

  private Optional<Point> rate(int run, CellKey cell, double batch) {
    SubjectResult result = results.get(run).get(cell);
    Optional<ScoreUnit> unit =
        result == null ? Optional.empty() : ScoreUnit.of(result.subject().mode(), result.unit());
    if (result == null || unit.isEmpty()) {
      return Optional.empty();
    }
    Ratio score = result.score();
    if (!(score.value() > 0)) {
      return Optional.empty();
    }
    DoubleUnaryOperator rate = figure -> batch * NANOSECONDS_A_SECOND / unit.get().time(figure);
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

  private Optional<Point> ratio(int run, CellKey cell, double batch) {
    return ratio(run, cell, batch, UnaryOperator.identity());
  }

  private Optional<Point> speedUp(int run, CellKey cell, double batch) {
    return ratio(run, cell, batch, Ratio::inverse);
  }

  /**
   * @param form of the ratio of times
   */
  private Optional<Point> ratio(int run, CellKey cell, double batch, UnaryOperator<Ratio> form) {
    JudgedSubject against = judged.get(run - 1).get(cell);
    if (against == null) {
      return Optional.empty();
    }
    Ratio cost = form.apply(Costs.cost(against.direction(), against.judged()));
    if (!(cost.value() > 0) || !Double.isFinite(cost.value())) {
      return Optional.empty();
    }
    boolean known = cost.hasInterval();
    return Optional.of(
        new Point(
            batch,
            cost.value(),
            known ? cost.low() : Double.NaN,
            known ? cost.high() : Double.NaN,
            text(run, batch, Ratios.withInterval(cost) + ", " + against.verdict().words())));
  }

  private String text(int run, double batch, String figures) {
    return "%s, batch %s: %s".formatted(label(run), Figures.tick(batch), figures);
  }

  /** Those with the most points, in their order. */
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
    boolean across = false;
    for (int run = 1; run < runs; run++) {
      across |= set.isAcross(run);
    }
    if (across) {
      notes.add(
          TimesSection.ACROSS
              + " is a run in another environment than the first: all that differs shows at once.");
    }
    if (panelsCut > 0) {
      notes.add("Not drawn: " + panelsCut + " more of the networks and backends, see the tables.");
    }
    if (runs < set.runs().size()) {
      notes.add("Not drawn: " + (set.runs().size() - runs) + " more of the runs.");
    }
    return notes;
  }
}
