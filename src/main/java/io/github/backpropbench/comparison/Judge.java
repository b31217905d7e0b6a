package io.github.backpropbench.comparison;

import io.github.backpropbench.comparison.Comparison.Context;
import io.github.backpropbench.comparison.Matching.Pair;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.statistics.BetweenRuns;
import io.github.backpropbench.statistics.Family;
import io.github.backpropbench.statistics.IndependentRatio;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.LogSample;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.RoundEffects;
import io.github.backpropbench.statistics.VariancePrior;
import io.github.backpropbench.statistics.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** From two sides' forks to verdicts. All ratios in here are costs: above 1 is slower. */
final class Judge {
  private static final Comparator<JudgedSubject> WHAT_MATTERS =
      Comparator.comparingInt(Judge::rank)
          .thenComparing(Comparator.comparingDouble(Judge::size).reversed())
          .thenComparing(JudgedSubject::subject);

  private final List<Pair> pairs;
  private final List<LogSample> old;
  private final List<LogSample> young;
  private final List<LogRatio> measured;
  private final BetweenRuns runs;
  private final List<LogRatio> judged;
  private final double[] differs;
  private final double[] regresses;

  /**
   * @param pairs what belongs together
   * @param oldSide where the old results are from
   * @param newSide where the new ones are from
   * @param threshold below which a regression is none
   */
  Judge(
      List<Pair> pairs,
      ComparisonSide oldSide,
      ComparisonSide newSide,
      Context context,
      double threshold) {
    this.pairs = pairs;
    RoundEffects oldRounds = oldSide.rounds();
    RoundEffects newRounds = newSide.rounds();
    old = samples(pair -> oldSide.sample(pair.old(), oldRounds, pair.leastForks()));
    young = samples(pair -> newSide.sample(pair.young(), newRounds, pair.leastForks()));
    measured = costs(moderated(old), moderated(young));
    runs =
        context.unrelated()
            ? BetweenRuns.unrelated()
            : BetweenRuns.of(
                unchanged(context.changedBackends()),
                Math.hypot(oldRounds.reach(), newRounds.reach()));
    judged = measured.stream().map(runs::apply).toList();
    differs = pValues(runs.margin(), context.shownTogether());
    regresses = pValues(Math.max(runs.margin(), threshold), context.shownTogether());
  }

  BetweenRuns runs() {
    return runs;
  }

  /** From which difference on a usual cell's would be shown; NaN if none has an error. */
  double resolution() {
    return Family.resolution(judged, runs.margin());
  }

  /** The verdict on each pair, what matters first. */
  List<JudgedSubject> subjects() {
    List<JudgedSubject> subjects = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      subjects.add(subject(i));
    }
    subjects.sort(WHAT_MATTERS);
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
      Subject subject = pairs.get(i).old().subject();
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
    Direction direction = Direction.ofMode(group.mode());
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
    Verdict verdict = Direction.SMALLER_IS_BETTER.verdict(judged.get(i), differs[i]);
    boolean regression =
        Direction.SMALLER_IS_BETTER.verdict(judged.get(i), regresses[i]) == Verdict.SLOWER;
    return new JudgedSubject(
        pair.old(),
        pair.young(),
        pair.direction(),
        pair.old().unit(),
        Math.exp(old.get(i).mean()),
        Math.exp(young.get(i).mean()) * pair.factor(),
        pair.direction().ofCost(measured.get(i)).ratio(),
        pair.direction().ofCost(judged.get(i)).ratio(),
        verdict,
        regression);
  }

  /** The cells' that tell in which state the machine was. */
  private List<LogRatio> unchanged(Set<String> changedBackends) {
    return IntStream.range(0, pairs.size())
        .filter(i -> !changedBackends.contains(pairs.get(i).old().subject().cell().backend()))
        .mapToObj(measured::get)
        .toList();
  }

  private double[] pValues(double threshold, int shownTogether) {
    return Arrays.stream(Family.adjustedPValues(judged, NoiseFloor.UNKNOWN, threshold))
        .map(pValue -> Math.min(1, shownTogether * pValue))
        .toArray();
  }

  private List<LogSample> samples(Function<Pair, LogSample> side) {
    return pairs.stream().map(side).toList();
  }

  private static List<LogSample> moderated(List<LogSample> samples) {
    VariancePrior prior = VariancePrior.of(samples);
    return samples.stream().map(prior::moderate).toList();
  }

  private List<LogRatio> costs(List<LogSample> then, List<LogSample> now) {
    List<LogRatio> costs = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      LogRatio ratio =
          IndependentRatio.of(now.get(i), then.get(i)).plus(Math.log(pairs.get(i).factor()));
      costs.add(pairs.get(i).direction().ofCost(ratio)); // a cost's inverse is a cost's, too
    }
    return costs;
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
