package io.github.backpropbench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** The noise that recorded forks show, by robust estimates. */
final class NoiseFit {
  /** From here on, a fork counts as slow. */
  private static final double SLOW = 0.08;

  /** Assumed, as seven forks of a cell and run are too few to tell: a factor of 1.6 either way. */
  private static final double UNEVENNESS = 0.5;

  /** Assumed: the recorded runs differ by no more than the error of their forks, which hides it. */
  private static final double CELL_SHIFT = 0.002;

  private static final double NORMAL_BY_MEDIAN_DISTANCE = 1.4826;

  private final List<Double> spreads = new ArrayList<>();
  private final List<Double> drifts = new ArrayList<>();
  private final List<Double> forkDistances = new ArrayList<>();
  private final List<double[]> patterns = new ArrayList<>();
  private final Map<String, List<Double>> centers = new TreeMap<>();

  static NoiseModel of(RecordedForks recorded) {
    NoiseFit fit = new NoiseFit();
    recorded.runs().values().forEach(fit::addRun);
    return fit.model();
  }

  private void addRun(Map<String, Map<Integer, double[]>> run) {
    Map<Integer, List<Double>> rounds = new TreeMap<>();
    run.forEach(
        (cell, forks) -> {
          double center = median(forks.values().stream().map(RobustMinimum::of).toList());
          centers.computeIfAbsent(cell, c -> new ArrayList<>()).add(center);
          List<Double> distances = new ArrayList<>();
          forks.forEach(
              (round, iterations) -> {
                double time = RobustMinimum.of(iterations);
                distances.add(time - center);
                rounds.computeIfAbsent(round, r -> new ArrayList<>()).add(time - center);
                patterns.add(Arrays.stream(iterations).map(i -> Math.exp(i - time)).toArray());
              });
          spreads.add(spread(distances));
          forkDistances.addAll(distances);
        });
    drifts.add(deviation(rounds.values().stream().map(NoiseFit::median).toList()));
  }

  private NoiseModel model() {
    double drift = median(drifts);
    double all = median(spreads);
    return new NoiseModel(
        Math.sqrt(Math.max(all * all / 4, all * all - drift * drift)),
        UNEVENNESS,
        slowShare(forkDistances),
        slowSize(forkDistances),
        drift,
        shift(),
        CELL_SHIFT,
        patterns);
  }

  /**
   * The spread of the runs' levels: in each, the median of the cells' distances from their mean.
   * Cells that some runs lack do not enter it.
   */
  private double shift() {
    int runs = centers.values().stream().mapToInt(List::size).max().orElseThrow();
    List<Double> levels = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      List<Double> distances = new ArrayList<>();
      for (List<Double> cell : centers.values()) {
        if (cell.size() < runs) {
          continue;
        }
        double mean = cell.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        distances.add(cell.get(run) - mean);
      }
      levels.add(median(distances));
    }
    return deviation(levels);
  }

  private static double slowShare(List<Double> distances) {
    return distances.stream().filter(d -> d > SLOW).count() / (double) distances.size();
  }

  private static double slowSize(List<Double> distances) {
    return distances.stream()
        .filter(d -> d > SLOW)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }

  /** A standard deviation that slow ones do not enter. */
  private static double spread(List<Double> values) {
    double middle = median(values);
    return NORMAL_BY_MEDIAN_DISTANCE
        * median(values.stream().map(value -> Math.abs(value - middle)).toList());
  }

  private static double deviation(List<Double> values) {
    return new StandardDeviation().evaluate(array(values));
  }

  private static double median(Collection<Double> values) {
    return new Median().evaluate(array(values));
  }

  private static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
