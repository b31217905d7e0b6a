package io.github.backpropbench.harness;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.ForkScatter;
import io.github.backpropbench.comparison.ForkScores;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.harness.Schedule.Step;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs of the quick profile whose true times are known, from the first fork to the report, as the
 * product schedules and judges them. Forks scatter as those of real cells do; each takes the same
 * time.
 */
public final class AnswerSimulation {
  private static final List<String> BACKENDS = List.of("arrays", "ejml", "ojalgo", "vector");
  private static final List<String> LIBRARIES = List.of("ejml", "ojalgo");
  private static final double DRIFT = 0.015;
  private static final double EQUAL = 0.29;
  private static final double[] RATIOS = {1.05, 1.1, 1.2, 1.3, 1.5, 2, 3};
  private static final double[] COSTS = {1, 1, 1.05, 1.1, 1.2, 1.3};
  private static final double ROUNDING = 1e-9;
  private static final double SECONDS =
      SampleRun.measurement(1, SampleRun.trainingStep("arrays", 1), 1.0).seconds();

  private final List<PlannedCell> cells =
      Factors.cells(Profile.QUICK.blocks(BACKENDS)).stream()
          .map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS))
          .toList();
  private final List<Contrast> contrasts =
      ReportedContrasts.of(cells.stream().map(PlannedCell::cell).toList(), BACKENDS);
  private final Set<CellKey> principal =
      PrincipalCells.of(cells.stream().map(PlannedCell::cell).toList(), Factor.BATCH);
  private final ForkScatter scatter;
  private final Random random;

  public AnswerSimulation(String machine, long seed) {
    scatter = ForkScatter.of(machine);
    random = new Random(seed);
  }

  /** How many of something are so. */
  public static final class Share {
    private int part;
    private int all;

    void add(boolean isSo) {
      all++;
      part += isSo ? 1 : 0;
    }

    /** NaN of none. */
    public double value() {
      return part / (double) all;
    }
  }

  /**
   * What many reports say.
   *
   * @param covers of the 95 % intervals: holds the true ratio
   * @param coversMore the same of the ratios whose cells were measured in the last part of the run:
   *     after the rounds of all cells, or in the last of them
   * @param falsely of the statements: is false
   * @param falselyLate the same of the statements that only the last part made
   * @param found1p2 of the true ratios of at least 1.2: is stated
   * @param answered of the true ratios of at least 1.1 between the fastest library of a principal
   *     row and another backend: is stated
   * @param answeredSmall the same of all ratios from 1.05
   * @param costsCover of the typical costs: the 95 % interval holds the true one
   */
  public record Report(
      Share covers,
      Share coversMore,
      Share falsely,
      Share falselyLate,
      Share found1p2,
      Share answered,
      Share answeredSmall,
      Share costsCover) {
    Report() {
      this(
          new Share(),
          new Share(),
          new Share(),
          new Share(),
          new Share(),
          new Share(),
          new Share(),
          new Share());
    }
  }

  /**
   * Reports of runs that take as long as some rounds.
   *
   * @param forTheAnswer whether the time is spent as by the quick profile; else in rounds of all
   *     cells
   */
  public Report reports(int count, int rounds, boolean forTheAnswer) {
    Report report = new Report();
    for (int i = 0; i < count; i++) {
      Plan plan = new Plan("quick", i, forTheAnswer ? 2 : rounds, cells, List.of());
      Map<CellKey, Double> truth = truth();
      add(
          report,
          truth,
          measure(
              forTheAnswer ? plan.with(Effort.forTheAnswer(rounds * cells.size() * SECONDS)) : plan,
              truth));
    }
    return report;
  }

  private List<Measurement> measure(Plan plan, Map<CellKey, Double> truth) {
    Map<CellKey, double[]> around = new HashMap<>();
    cells.forEach(cell -> around.put(cell.cell(), scatter.cell(random)));
    Map<Integer, Double> drift = new HashMap<>();
    List<Measurement> forks = new ArrayList<>();
    Schedule schedule = new Schedule(plan, List.of());
    for (Optional<Step> next = schedule.next(); next.isPresent(); next = schedule.next()) {
      CellKey cell = next.get().cell().cell();
      int round = next.get().round();
      double[] logs = around.getOrDefault(cell, new double[1]);
      double log =
          drift.computeIfAbsent(round, r -> DRIFT * random.nextGaussian())
              + logs[random.nextInt(logs.length)];
      Measurement fork = SampleRun.measurement(round, cell, time(truth, cell) * Math.exp(log));
      schedule.finished(fork);
      forks.add(fork);
    }
    return forks;
  }

  private void add(Report report, Map<CellKey, Double> truth, List<Measurement> forks) {
    int whole = roundsBeforeTheLastPart(forks);
    List<JudgedContrast> before =
        judge(forks.stream().filter(fork -> fork.round() <= whole).toList());
    Set<CellKey> more =
        forks.stream()
            .filter(fork -> fork.round() > whole)
            .map(Measurement::cell)
            .collect(Collectors.toSet());
    List<JudgedContrast> after = judge(forks);
    for (int i = 0; i < after.size(); i++) {
      Contrast contrast = after.get(i).contrast();
      boolean hasMore = more.contains(contrast.cell()) || more.contains(contrast.reference());
      boolean isLate = !before.get(i).verdict().isDifference();
      add(report, after.get(i), truth, hasMore, isLate);
    }
    addCosts(report, truth, after);
  }

  private int roundsBeforeTheLastPart(List<Measurement> forks) {
    Map<Integer, Long> sizes =
        forks.stream().collect(Collectors.groupingBy(Measurement::round, Collectors.counting()));
    int whole = 0;
    while (sizes.getOrDefault(whole + 1, 0L) == cells.size()) {
      whole++;
    }
    return whole == sizes.size() ? whole - 1 : whole;
  }

  private void add(
      Report report,
      JudgedContrast judged,
      Map<CellKey, Double> truth,
      boolean hasMore,
      boolean isLate) {
    double ratio = ratio(truth, judged.contrast());
    boolean covers = covers(judged.ratio(), ratio);
    boolean right = judged.verdict() == verdict(ratio);
    report.covers.add(covers);
    if (hasMore) {
      report.coversMore.add(covers);
    }
    if (judged.verdict().isDifference()) {
      report.falsely.add(!right);
    }
    if (judged.verdict().isDifference() && isLate) {
      report.falselyLate.add(!right);
    }
    double size = Math.max(ratio, 1 / ratio);
    if (size > 1.19) {
      report.found1p2.add(right);
    }
    if (size > 1.04 && isOfAnswer(judged.contrast(), truth)) {
      report.answeredSmall.add(right);
      if (size > 1.09) {
        report.answered.add(right);
      }
    }
  }

  /** Whether it compares the fastest library of a principal row with another backend. */
  private boolean isOfAnswer(Contrast contrast, Map<CellKey, Double> truth) {
    return contrast.factor() == Factor.BACKEND
        && principal.contains(contrast.cell())
        && Stream.of(contrast.cell(), contrast.reference())
            .anyMatch(cell -> isFastestLibrary(cell, truth));
  }

  private static boolean isFastestLibrary(CellKey cell, Map<CellKey, Double> truth) {
    return LIBRARIES.contains(cell.backend())
        && LIBRARIES.stream()
            .map(backend -> time(truth, cell.with(Factor.BACKEND, backend)))
            .allMatch(other -> time(truth, cell) <= other * (1 + ROUNDING));
  }

  private static void addCosts(
      Report report, Map<CellKey, Double> truth, List<JudgedContrast> judged) {
    Map<List<Object>, List<JudgedContrast>> byChange =
        judged.stream()
            .filter(one -> Factor.METHOD.contains(one.contrast().factor()))
            .collect(Collectors.groupingBy(one -> change(one.contrast())));
    for (List<JudgedContrast> ofChange : byChange.values()) {
      double ratio = ratio(truth, ofChange.get(0).contrast());
      LogRatio typical = LogRatio.typical(ofChange.stream().map(JudgedContrast::estimate).toList());
      report.costsCover.add(covers(typical.ratio(), ratio));
    }
  }

  private static List<Object> change(Contrast contrast) {
    return List.of(contrast.factor(), contrast.cell().value(contrast.factor()));
  }

  private List<JudgedContrast> judge(List<Measurement> forks) {
    return JudgedContrast.family(contrasts, new ForkScores(forks), NoiseFloor.UNKNOWN);
  }

  private static boolean covers(Ratio interval, double ratio) {
    return interval.low() <= ratio && ratio <= interval.high();
  }

  private static double ratio(Map<CellKey, Double> truth, Contrast contrast) {
    return time(truth, contrast.cell()) / time(truth, contrast.reference());
  }

  private static double time(Map<CellKey, Double> truth, CellKey cell) {
    return truth.getOrDefault(cell, Double.NaN);
  }

  /** The true time of each cell: a factor for its backend in its row, and one for its method. */
  private Map<CellKey, Double> truth() {
    Map<CellKey, Double> ofRows = new HashMap<>();
    double bias = COSTS[random.nextInt(COSTS.length)];
    double autograd = COSTS[random.nextInt(COSTS.length)];
    double adam = COSTS[random.nextInt(COSTS.length)];
    double graph = COSTS[random.nextInt(COSTS.length)];
    double opByOp = COSTS[random.nextInt(COSTS.length)];
    Map<CellKey, Double> truth = new HashMap<>();
    for (PlannedCell planned : cells) {
      CellKey cell = planned.cell();
      CellKey row = cell;
      for (Factor factor : Factor.METHOD) {
        row = row.with(factor, "");
      }
      double time =
          100 * ofRows.computeIfAbsent(row, r -> r.backend().equals("arrays") ? 1 : ratio());
      time *= cell.value(Factor.BIAS).equals("true") ? bias : 1;
      time *= cell.value(Factor.GRADIENT).equals("autograd") ? autograd : 1;
      time *= cell.value(Factor.OPTIMIZER).equals("adam") ? adam : 1;
      time *= cell.value(Factor.GRADIENT).equals("graph") ? graph : 1;
      time *= cell.value(Factor.FUSION).equals("off") ? opByOp : 1;
      truth.put(cell, time);
    }
    return truth;
  }

  private double ratio() {
    if (random.nextDouble() < EQUAL) {
      return 1;
    }
    double ratio = RATIOS[random.nextInt(RATIOS.length)];
    return random.nextBoolean() ? ratio : 1 / ratio;
  }

  private static Verdict verdict(double ratio) {
    return Math.abs(ratio - 1) < ROUNDING
        ? Verdict.NO_DIFFERENCE_SHOWN
        : ratio > 1 ? Verdict.SLOWER : Verdict.FASTER;
  }
}
