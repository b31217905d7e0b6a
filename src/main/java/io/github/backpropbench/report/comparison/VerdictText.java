package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found out about a candidate: of scores, that it is faster; of counts, that it is lower.
 */
enum VerdictText {
  TIME("slower", "faster", "takes %s times as long", "takes %s less time"),
  COUNT("higher", "lower", "is %s times as high", "is %s lower");

  /** From here on a factor is easier to read than a percentage: 100 % slower looks like a halt. */
  private static final double LARGE = 1.5;

  private final String worse;
  private final String better;
  private final String muchWorse;
  private final String betterBy;

  VerdictText(String worse, String better, String muchWorse, String betterBy) {
    this.worse = worse;
    this.better = better;
    this.muchWorse = muchWorse;
    this.betterBy = betterBy;
  }

  static VerdictText of(boolean isTime) {
    return isTime ? TIME : COUNT;
  }

  /** {@code slower}, or {@code higher}. */
  String worse() {
    return worse;
  }

  String of(Verdict verdict) {
    return switch (verdict) {
      case SLOWER -> worse;
      case FASTER -> better;
      case NO_DIFFERENCE_SHOWN, CANNOT_TELL -> verdict.words();
    };
  }

  /** {@code 2 faster, 10 no difference shown}. */
  String count(Collection<JudgedSubject> cells) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    cells.forEach(cell -> counts.merge(cell.verdict(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " " + of(count.getKey()))
        .collect(Collectors.joining(", "));
  }

  /** What a single fork suggests: {@code is 12 % slower in its one fork; …}. */
  String hint(JudgedSubject cell, Ratio suggested) {
    double cost = suggested.value();
    String difference =
        cost >= LARGE
            ? muchWorse.formatted(Figures.ratio(cost))
            : cost > 1
                ? "is " + Figures.percent(cost - 1) + " " + worse
                : betterBy.formatted(Figures.percent(1 - cost));
    return difference
        + (cell.candidate().scores().size() == 1
            ? " in its one fork"
            : " than in the baseline's one fork")
        + "; a second run may show something else";
  }
}
