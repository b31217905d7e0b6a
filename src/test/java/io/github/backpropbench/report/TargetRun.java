package io.github.backpropbench.report;

import io.github.backpropbench.benchmark.TargetProfiler;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.EvaluationCurve.Evaluation;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.results.SecondaryMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.openjdk.jmh.results.AggregationPolicy;

/**
 * A run that trains digits to 95 %: the steps of each optimizer, batch and seed, and each backend's
 * time per step, are given by simple rules, with a spread of a few thousandths between rounds.
 */
final class TargetRun {
  static final double EVALUATION_SHARE = 0.2;
  private static final double[] SPREAD = {1.002, 0.999, 1.001, 0.998, 1.0};

  /** Nanoseconds per step and per sample. */
  private static final Map<String, double[]> BACKENDS =
      Map.of(
          "arrays", new double[] {200, 300},
          "ejml", new double[] {400, 200},
          "ojalgo", new double[] {5000, 150},
          "vector", new double[] {100, 50});

  private List<String> backends = List.of("arrays", "ejml", "ojalgo");
  private List<String> optimizers = List.of("sgd", "adam");
  private List<Integer> batches = List.of(8, 32, 128);
  private List<String> gradients = List.of("manual");
  private List<String> biases = List.of("true");
  private String target = "95%";
  private int seeds = 10;
  private int rounds = 5;
  private Predicate<CellKey> measured = cell -> true;

  TargetRun backends(String... names) {
    backends = List.of(names);
    return this;
  }

  TargetRun optimizers(String... names) {
    optimizers = List.of(names);
    return this;
  }

  TargetRun batches(Integer... sizes) {
    batches = List.of(sizes);
    return this;
  }

  TargetRun gradients(String... names) {
    gradients = List.of(names);
    return this;
  }

  TargetRun biases(String... values) {
    biases = List.of(values);
    return this;
  }

  TargetRun target(String text) {
    target = text;
    return this;
  }

  TargetRun seeds(int number) {
    seeds = number;
    return this;
  }

  TargetRun rounds(int number) {
    rounds = number;
    return this;
  }

  /** Only some cells were measured before the run was stopped. */
  TargetRun measured(Predicate<CellKey> which) {
    measured = which;
    return this;
  }

  static CellKey cell(String backend, String optimizer, int batch) {
    return new CellKey(
        BenchmarkKind.CONVERGENCE.method(),
        Map.ofEntries(
            Map.entry("backend", backend),
            Map.entry("shape", "64-32-10"),
            Map.entry("loss", "cross-entropy"),
            Map.entry("precision", "f32"),
            Map.entry("threads", "1"),
            Map.entry("batch", Integer.toString(batch)),
            Map.entry("gradient", "manual"),
            Map.entry("optimizer", optimizer),
            Map.entry("feed", "shuffled"),
            Map.entry("bias", "true"),
            Map.entry("fusion", "on"),
            Map.entry("data", "digits"),
            Map.entry("target", "95%"),
            Map.entry("epochs", "100"),
            Map.entry("seeds", "10"),
            Map.entry("split", "1"),
            Map.entry("start", "warm")));
  }

  /** Adam takes a third of the steps of SGD; every seed takes one more than the one before. */
  static int steps(String optimizer, int batch, int seed) {
    int steps = 40 + 6400 / batch;
    return (optimizer.equals("adam") ? steps / 3 : steps) + seed;
  }

  /** With SGD, no seed reaches the target at a batch of 512, and at 128 the last one does not. */
  private boolean isReached(String optimizer, int batch, int seed) {
    return !optimizer.equals("sgd") || batch < 128 || (batch == 128 && (seed < seeds || seed == 1));
  }

  RunResults results() {
    List<CellKey> cells = new ArrayList<>();
    List<EvaluationCurve> curves = new ArrayList<>();
    for (String bias : biases) {
      for (String optimizer : optimizers) {
        for (int batch : batches) {
          for (int seed = 1; seed <= seeds; seed++) {
            curves.add(curve(optimizer, bias, batch, seed));
          }
          if (isReached(optimizer, batch, 1)) {
            addCells(cells, optimizer, bias, batch);
          }
        }
      }
    }
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (CellKey cell : cells) {
        if (measured.test(cell)) {
          forks.add(fork(cell, round));
        }
      }
    }
    return new RunResults(
        SampleRun.description(cells, "custom", rounds), forks, List.of(), List.of(), curves);
  }

  private void addCells(List<CellKey> cells, String optimizer, String bias, int batch) {
    for (String backend : backends) {
      for (String gradient : gradients) {
        cells.add(
            cell(backend, optimizer, batch)
                .with(Factor.BIAS, bias)
                .with(Factor.GRADIENT, gradient)
                .with(Factor.SEEDS, Integer.toString(seeds))
                .with(Factor.TARGET, target));
      }
    }
  }

  private EvaluationCurve curve(String optimizer, String bias, int batch, int seed) {
    boolean reached = isReached(optimizer, batch, seed);
    int steps = reached ? steps(optimizer, batch, seed) : 1000;
    Evaluation last = new Evaluation(steps, reached ? 0.04 : 0.4, reached ? 0.96 : 0.9);
    return new EvaluationCurve(
        "digits",
        "1",
        "64-32-10",
        "cross-entropy",
        target,
        100,
        1_024_000, // whatever the batch, no step has fewer rows
        optimizer,
        Boolean.parseBoolean(bias),
        batch,
        optimizer.equals("adam") ? 0.002 : 0.1,
        seed,
        List.of(new Evaluation(steps / 2, 0.5, 0.8), last));
  }

  /** The expected steps of a cell. */
  double expected(CellKey cell) {
    double all = 0;
    int reached = 0;
    String optimizer = cell.value(Factor.OPTIMIZER);
    int batch = cell.batch().orElseThrow();
    for (int seed = 1; seed <= seeds; seed++) {
      all += isReached(optimizer, batch, seed) ? steps(optimizer, batch, seed) : 1000;
      reached += isReached(optimizer, batch, seed) ? 1 : 0;
    }
    return all / reached;
  }

  /** Nanoseconds per training, evaluations included. */
  double nanoseconds(CellKey cell) {
    double[] costs = BACKENDS.getOrDefault(cell.backend(), new double[] {300, 300});
    double step = costs[0] + costs[1] * cell.batch().orElseThrow();
    step *= cell.value(Factor.GRADIENT).equals("autograd") ? 1.5 : 1;
    step *= cell.value(Factor.BIAS).equals("true") ? 1.1 : 1;
    return step * expected(cell) / (1 - EVALUATION_SHARE);
  }

  private Measurement fork(CellKey cell, int round) {
    int shift = Math.floorMod(cell.hashCode(), SPREAD.length);
    double time = nanoseconds(cell) * SPREAD[(round + shift) % SPREAD.length];
    return SampleRun.with(
        SampleRun.with(
            SampleRun.measurement(round, cell, "avgt", "us/op", time / 1e3),
            TargetProfiler.STEPS_TO_TARGET,
            new SecondaryMetric("steps", AggregationPolicy.AVG, List.of(expected(cell)))),
        TargetProfiler.EVALUATION_SHARE,
        new SecondaryMetric("share", AggregationPolicy.AVG, List.of(EVALUATION_SHARE)));
  }

  RunReport report() {
    return RunReport.of(results());
  }

  /** The report's sentences without their line ends, so that they can be looked for. */
  String text() {
    return report().text().replaceAll("\\s+", " ");
  }
}
