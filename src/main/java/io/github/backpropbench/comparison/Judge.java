package io.github.backpropbench.comparison;

import io.github.backpropbench.comparison.Comparison.Control;
import io.github.backpropbench.comparison.Comparison.GroupMean;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.comparison.Matching.Pair;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.IndependentRatio;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.RoundEffects;
import io.github.backpropbench.statistics.VariancePrior;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** From the forks of two sides to verdicts. All ratios in here are costs: above 1 is slower. */
final class Judge {
  private static final Comparator<JudgedSubject> BY_IMPORTANCE =
      Comparator.comparingInt(Judge::rank)
          .thenComparing(Comparator.comparingDouble(Judge::size).reversed())
          .thenComparing(JudgedSubject::subject);

  /** A smaller difference between two forks may be chance: 5 %. */
  private static final double FORK_FROM_FORK = 0.05;

  /** The degrees of freedom that a cell with few forks borrows from the others. */
  private static final double BORROWED = 2;

  private final List<Pair> pairs;
  private final List<LogSample> baseline;
  private final List<LogSample> candidate;
  private final List<LogRatio> measured;
  private final BetweenRuns runs;
  private final List<LogRatio> judged;
  private final double[] differs;
  private final double[] regresses;

  /**
   * @param pairs the results to compare, of these two sides
   */
  Judge(
      List<Pair> pairs,
      ComparisonSide baselineSide,
      ComparisonSide candidateSide,
      Settings settings) {
    this.pairs = pairs;
    RoundEffects before = baselineSide.rounds();
    RoundEffects after = candidateSide.rounds();
    baseline = samples(pair -> baselineSide.sample(pair.baseline(), before, pair.leastForks()));
    candidate = samples(pair -> candidateSide.sample(pair.candidate(), after, pair.leastForks()));
    measured = costs();
    runs =
        switch (settings.relation()) {
          case COUNTS -> BetweenRuns.exact();
          case UNRELATED -> BetweenRuns.unrelated();
          case REPEATED ->
              BetweenRuns.of(
                  unchanged(settings.changedBackends()), Math.hypot(before.reach(), after.reach()));
        };
    judged = measured.stream().map(runs::apply).toList();
    differs = pValues(runs.margin(), settings.control());
    regresses = pValues(Math.max(runs.margin(), settings.threshold()), settings.control());
  }

  BetweenRuns runs() {
    return runs;
  }

  /** The smallest difference shown in a typical cell; NaN if none has an error. */
  double resolution() {
    double[] ofLevels =
        pairs.stream()
            .filter(pair -> !pair.hasManyForks())
            .mapToDouble(pair -> pair.levelResolution(pairs.size()))
            .toArray();
    double typical = 2 * ofLevels.length > pairs.size() ? new Median().evaluate(ofLevels) : 0;
    return Math.max(typical, Family.resolution(judged, runs.margin()));
  }

  /** The verdict on each pair, the most important first. */
  List<JudgedSubject> subjects() {
    List<JudgedSubject> subjects = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      subjects.add(subject(i));
    }
    subjects.sort(BY_IMPORTANCE);
    return subjects;
  }

  /** The means of the benchmarks, in their order. */
  List<GroupMean> groups() {
    return groups(cell -> Map.of());
  }

  /** The means of the benchmarks by backend, in their order. */
  List<GroupMean> backends() {
    return groups(cell -> Map.of(Factor.BACKEND.label(), cell.backend()));
  }

  private List<GroupMean> groups(Function<CellKey, Map<String, String>> factors) {
    Map<Subject, List<Integer>> members = new HashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      Subject subject = pairs.get(i).baseline().subject();
      CellKey benchmark = new CellKey(subject.cell().benchmark(), factors.apply(subject.cell()));
      members
          .computeIfAbsent(new Subject(benchmark, subject.mode(), 1), g -> new ArrayList<>())
          .add(i);
    }
    List<GroupMean> groups = new ArrayList<>();
    members.keySet().stream()
        .sorted()
        .forEach(group -> groups.add(group(group, members.getOrDefault(group, List.of()))));
    return groups;
  }

  private GroupMean group(Subject group, List<Integer> members) {
    Direction direction = pairs.get(members.get(0)).direction();
    LogRatio asMeasured = LogRatio.mean(members.stream().map(measured::get).toList());
    LogRatio asJudged = LogRatio.mean(members.stream().map(judged::get).toList());
    return new GroupMean(
        group.cell().benchmark(),
        group.cell().backend(),
        group.mode(),
        direction,
        asMeasured.samples(),
        direction.ofCost(asMeasured).ratio(),
        direction.ofCost(asJudged).ratio());
  }

  private JudgedSubject subject(int i) {
    Pair pair = pairs.get(i);
    double before = score(pair.baseline(), baseline.get(i), 1);
    double after = score(pair.candidate(), candidate.get(i), pair.factor());
    Verdict verdict = Direction.SMALLER_IS_BETTER.verdict(judged.get(i), differs[i]);
    boolean regression =
        Direction.SMALLER_IS_BETTER.verdict(judged.get(i), regresses[i]) == Verdict.SLOWER;
    return new JudgedSubject(
        pair.baseline(),
        pair.candidate(),
        pair.direction(),
        pair.baseline().unit(),
        before,
        after,
        pair.direction().ofCost(measured.get(i)).ratio(),
        pair.direction().ofCost(judged.get(i)).ratio(),
        verdict,
        regression,
        verdict == Verdict.CANNOT_TELL ? hint(pair) : Optional.empty());
  }

  private static double score(SubjectResult result, LogSample sample, double factor) {
    double score = Math.exp(sample.mean());
    return result.primary().isNone(score) ? 0 : factor * score;
  }

  /** What the iterations of a single fork suggest; empty unless the difference is notable. */
  private Optional<Ratio> hint(Pair pair) {
    LogSample before = pair.baseline().primary().sampleWithin();
    LogSample after = pair.candidate().primary().sampleWithin();
    LogRatio ratio =
        pair.direction().ofCost(IndependentRatio.of(after, before).plus(Math.log(pair.factor())));
    double least = pair.resolution() > 0 ? pair.resolution() : FORK_FROM_FORK;
    double pValue = Family.adjustedPValues(List.of(ratio), NoiseFloor.UNKNOWN, least)[0];
    return pValue <= Family.FALSE_ALARMS ? Optional.of(ratio.ratio()) : Optional.empty();
  }

  /** The ratios of the cells that show the machine's state. */
  private List<LogRatio> unchanged(Set<String> changedBackends) {
    return IntStream.range(0, pairs.size())
        .filter(i -> !changedBackends.contains(pairs.get(i).baseline().subject().cell().backend()))
        .filter(i -> !pairs.get(i).hasOtherFlags())
        .mapToObj(measured::get)
        .toList();
  }

  private double[] pValues(double threshold, Control control) {
    double[] thresholds =
        pairs.stream().mapToDouble(pair -> Math.max(threshold, pair.resolution())).toArray();
    double[] pValues = Family.pValues(judged, NoiseFloor.UNKNOWN, thresholds);
    for (int i = 0; i < pValues.length; i++) {
      pValues[i] = Math.min(1, pValues[i] + pairs.get(i).levelChance(judged.get(i).value()));
    }
    return control.adjusted(pValues);
  }

  private List<LogSample> samples(Function<Pair, LogSample> side) {
    return pairs.stream().map(side).toList();
  }

  /** With few forks, both sides of a cell have one variance; with many, each has its own. */
  private List<LogRatio> costs() {
    List<LogSample> pooled =
        IntStream.range(0, pairs.size())
            .mapToObj(i -> IndependentRatio.pooled(candidate.get(i), baseline.get(i)))
            .toList();
    VariancePrior ofFew =
        VariancePrior.pooled(where(pair -> !pair.hasManyForks(), pooled), BORROWED);
    VariancePrior before = VariancePrior.of(where(Pair::hasManyForks, baseline));
    VariancePrior after = VariancePrior.of(where(Pair::hasManyForks, candidate));
    List<LogRatio> costs = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      LogRatio ratio =
          pair.hasManyForks()
              ? IndependentRatio.of(
                  after.moderate(candidate.get(i)), before.moderate(baseline.get(i)))
              : IndependentRatio.of(
                  candidate.get(i), baseline.get(i), ofFew.moderate(pooled.get(i)));
      // The conversion is its own inverse.
      costs.add(pair.direction().ofCost(ratio.plus(Math.log(pair.factor()))));
    }
    return costs;
  }

  private List<LogSample> where(Predicate<Pair> condition, List<LogSample> samples) {
    return IntStream.range(0, pairs.size())
        .filter(i -> condition.test(pairs.get(i)))
        .mapToObj(samples::get)
        .toList();
  }

  private static int rank(JudgedSubject subject) {
    if (subject.isRegression()) {
      return 0;
    }
    return switch (subject.verdict()) {
      case SLOWER -> 1;
      case FASTER -> 2;
      case NO_DIFFERENCE_SHOWN -> 3;
      case CANNOT_TELL -> 4;
    };
  }

  private static double size(JudgedSubject subject) {
    return Math.abs(Math.log(subject.cost()));
  }
}
