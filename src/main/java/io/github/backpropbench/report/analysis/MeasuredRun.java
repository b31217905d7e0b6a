package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.Calibration;
import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.ForkScores;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.comparison.ScoreUnit;
import io.github.backpropbench.comparison.SeedEffects;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.Score;
import io.github.backpropbench.results.SecondaryMetric;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The results of a run: its cells by benchmark, and its scores as times. */
public final class MeasuredRun {
  private final RunResults results;
  private final Set<CellKey> cells = new LinkedHashSet<>();
  private final Map<CellKey, List<Measurement>> forks = new LinkedHashMap<>();
  private final List<Measurement> timed = new ArrayList<>();
  private final Map<CellKey, OperationTime> times = new HashMap<>();
  private final Set<CellKey> failed = new HashSet<>();
  private final Set<CellKey> baselines = new LinkedHashSet<>();
  private final Map<CellKey, Map<Integer, Double>> forkTimes = new HashMap<>();
  private final ForkScores scores;
  private final SeedEffects seeds;
  private final Optional<NoiseFloor> noiseFloor;
  private final Backends backends;
  private final CellNames names;

  public MeasuredRun(RunResults results) {
    this.results = results;
    results.description().plan().cells().stream().map(PlannedCell::cell).forEach(cells::add);
    for (Measurement fork : results.measurements()) {
      cells.add(fork.cell());
      add(fork);
    }
    for (Measurement fork : results.baselines()) {
      if (cells.add(fork.cell()) || baselines.contains(fork.cell())) {
        baselines.add(fork.cell());
        add(fork);
      }
    }
    scores = new ForkScores(timed, baselines, !isFile());
    seeds = new SeedEffects(results.evaluations());
    for (CellKey cell : scores.cells()) {
      forkTimes.put(cell, scores.of(cell));
      times.put(cell, OperationTime.of(scores.score(cell)));
    }
    noiseFloor =
        cells(BenchmarkKind.CALIBRATION).isEmpty() ? Optional.empty() : Calibration.floor(timed);
    backends =
        new Backends(results.description().environment().backends(), ofTheSuite(), outside());
    names = new CellNames(cells, CellNames.WIDE);
  }

  /** The backends that only baselines have. */
  private Set<String> outside() {
    Set<String> outside = baselines.stream().map(CellKey::backend).collect(Collectors.toSet());
    cells.stream()
        .filter(cell -> !baselines.contains(cell))
        .forEach(cell -> outside.remove(cell.backend()));
    return outside;
  }

  private void add(Measurement fork) {
    if (fork.isOk()) {
      forks.computeIfAbsent(fork.cell(), cell -> new ArrayList<>()).add(fork);
      inNanoseconds(fork).ifPresent(timed::add);
    } else {
      failed.add(fork.cell());
    }
  }

  public RunResults results() {
    return results;
  }

  /** Whether it is a file in JMH's JSON, of which nothing else is known: no plan, no machine. */
  public boolean isFile() {
    return results.description().plan().cells().isEmpty();
  }

  /** All cells, planned or measured, then those of the baselines outside the JVM. */
  public Collection<CellKey> cells() {
    return cells;
  }

  /** Whether a cell is that of a baseline outside the JVM, which nobody can choose. */
  public boolean isBaseline(CellKey cell) {
    return baselines.contains(cell);
  }

  /** The backends of the suite's own benchmarks. */
  public Backends backends() {
    return backends;
  }

  /** What the forks of a cell are called that are compared with those of another. */
  public String repetitions() {
    return isFile() ? "forks" : "rounds";
  }

  /** The names of all cells, in whatever section they appear. */
  public CellNames names() {
    return names;
  }

  /** The cells of one benchmark, measured or not. */
  public List<CellKey> cells(BenchmarkKind benchmark) {
    return cells.stream().filter(cell -> cell.benchmark().equals(benchmark.method())).toList();
  }

  /** The time of an operation; empty if no fork of the cell has one. */
  public Optional<OperationTime> time(CellKey cell) {
    return Optional.ofNullable(times.get(cell));
  }

  /** The score of a cell of any benchmark, at least one fork of which has scores. */
  public CellScore score(CellKey cell) {
    return CellScore.of(forksOf(cell));
  }

  /**
   * The scores, by name, that the forks report beside that of the cell in its unit: those of a
   * group's methods, and counters of the benchmark's own.
   */
  public SortedMap<String, CellScore> members(CellKey cell) {
    SortedMap<String, List<Measurement>> byName = new TreeMap<>();
    for (Measurement fork : forksOf(cell)) {
      fork.finiteMetrics()
          .forEach(
              (name, metric) -> {
                if (metric.unit().equals(fork.unit())) {
                  byName
                      .computeIfAbsent(name, n -> new ArrayList<>())
                      .add(fork.withScores(fork.mode(), fork.unit(), metric.scores()));
                }
              });
    }
    SortedMap<String, CellScore> members = new TreeMap<>();
    byName.forEach((name, ofName) -> members.put(name, CellScore.of(ofName)));
    return members;
  }

  /** The forks whose scores are times or rates, converted to nanoseconds per operation. */
  public List<Measurement> timedForks() {
    return Collections.unmodifiableList(timed);
  }

  /** The smallest difference that the machine can show; empty if the run was not calibrated. */
  public Optional<NoiseFloor> noiseFloor() {
    return noiseFloor;
  }

  /** The ratios of times with verdicts, judged as one family. */
  List<JudgedContrast> judge(List<Contrast> contrasts) {
    return JudgedContrast.family(contrasts, scores, noiseFloor.orElse(NoiseFloor.UNKNOWN), seeds);
  }

  /** The time of each fork of a cell by round. */
  public Map<Integer, Double> forkTimes(CellKey cell) {
    return forkTimes.getOrDefault(cell, Map.of());
  }

  /**
   * The time of an operation in nanoseconds: the geometric mean of the cell's forks, with its 95 %
   * interval.
   */
  public Ratio forkMean(CellKey cell) {
    return scores.score(cell);
  }

  /** The mean of a secondary metric of the cell's forks; empty if none has it. */
  public Optional<Score> secondary(CellKey cell, String metric) {
    List<Double> figures = new ArrayList<>();
    for (Measurement fork : forksOf(cell)) {
      SecondaryMetric figure = fork.finiteMetrics().get(metric);
      if (figure != null) {
        figures.addAll(figure.scores());
      }
    }
    return figures.isEmpty() ? Optional.empty() : Optional.of(Score.mean(figures));
  }

  /** The forks of a cell that have scores, in the order of the journal. */
  public List<Measurement> forksOf(CellKey cell) {
    return forks.getOrDefault(cell, List.of());
  }

  /** Whether a cell has no score but that of its file, which has no raw data: no fork is known. */
  public boolean hasOnlySummary(CellKey cell) {
    return forksOf(cell).stream().anyMatch(Measurement::hasOnlySummary);
  }

  /** Whether a fork of the cell failed. */
  public boolean hasFailed(CellKey cell) {
    return failed.contains(cell);
  }

  /** The forks that have no scores, in the order of the journal. */
  public List<Measurement> failures() {
    return results.measurements().stream().filter(fork -> !fork.isOk()).toList();
  }

  /** The cells with scores that no table of the suite's own benchmarks shows. */
  public List<CellKey> foreign() {
    Set<CellKey> own = new LinkedHashSet<>(ofTheSuite());
    return forks.keySet().stream()
        .filter(cell -> !own.contains(cell) || !times.containsKey(cell))
        .toList();
  }

  /** The cells of the suite's own benchmarks that have the factors that tables need. */
  private List<CellKey> ofTheSuite() {
    Set<String> methods = new HashSet<>();
    Set<String> withoutBackend = new HashSet<>(Set.of(BenchmarkKind.HARNESS_FLOOR.method()));
    for (BenchmarkKind kind : BenchmarkKind.values()) {
      methods.add(kind.method());
      if (kind.isOfMachine()) {
        withoutBackend.add(kind.method());
      }
    }
    return cells.stream()
        .filter(cell -> methods.contains(cell.benchmark()))
        .filter(cell -> cell.has(Factor.BACKEND) || withoutBackend.contains(cell.benchmark()))
        .toList();
  }

  /**
   * A fork with its scores in nanoseconds per operation; empty if they are neither time nor rate.
   */
  static Optional<Measurement> inNanoseconds(Measurement fork) {
    return ScoreUnit.of(fork.mode(), fork.unit())
        .map(unit -> fork.converted("avgt", "ns/op", unit::time));
  }
}
