package io.github.backpropbench.report.section;

import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.ForkScore;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.RobustMinimum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * How much longer than the score a typical iteration takes, because other programs disturb it or
 * because its matrices lie at an unfavourable place in memory.
 */
final class TypicalIterations {
  private TypicalIterations() {}

  /** A sentence with the median of each backend's forks; empty if no fork has enough iterations. */
  static Optional<String> text(RunAnalysis analysis) {
    MeasuredRun run = analysis.run();
    Map<String, List<Double>> excesses = new LinkedHashMap<>();
    analysis.named().forEach(name -> excesses.put(name, new ArrayList<>()));
    for (Measurement fork : run.timedForks()) {
      List<Double> ofBackend = excesses.get(fork.cell().value(Factor.BACKEND));
      if (ofBackend != null
          && analysis.isMain(fork.cell())
          && !run.isBaseline(fork.cell())
          && fork.scores().size() >= RobustMinimum.MANY) {
        ofBackend.add(excess(fork));
      }
    }
    List<String> words = new ArrayList<>();
    excesses.forEach(
        (backend, ofBackend) -> {
          if (!ofBackend.isEmpty()) {
            words.add(
                Figures.percent(median(ofBackend)) + " with " + run.backends().label(backend));
          }
        });
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Times are those of the least disturbed iterations; a typical one took longer, by "
                + Phrases.and(words)
                + ".");
  }

  private static double excess(Measurement fork) {
    return median(fork.scores()) / ForkScore.of(fork.scores(), Direction.SMALLER_IS_BETTER) - 1;
  }

  private static double median(List<Double> values) {
    return new Median().evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
