package io.github.backpropbench.report;

import io.github.backpropbench.benchmark.BandwidthBenchmark;
import io.github.backpropbench.benchmark.FinalLossProfiler;
import io.github.backpropbench.benchmark.PeakBenchmark;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import io.github.backpropbench.results.SecondaryMetric;
import io.github.backpropbench.training.ExperimentMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.results.AggregationPolicy;

/**
 * Runs as the profiles would give them, from a simple model: for each backend a time per call and a
 * time per multiplication, which vary between forks and within them. The same arguments give the
 * same run.
 */
final class SyntheticRun {
  private static final int ITERATIONS = 5;

  /** Nanoseconds per step and per floating-point operation, by backend. */
  private static final Map<String, double[]> BACKENDS =
      Map.of(
          "arrays", new double[] {30, 0.35},
          "ejml", new double[] {45, 0.5},
          "ojalgo", new double[] {160, 0.34},
          "vector", new double[] {35, 0.04},
          "blas", new double[] {900, 0.035});

  /** Nanoseconds per step that an optimizer adds. */
  private static final Map<String, Double> UPDATES =
      Map.of("momentum", 20.0, "adam", 60.0, "adamw", 70.0);

  private static final Map<String, Double> FEEDS = Map.of("next", 1.02, "shuffled", 1.1);

  private SyntheticRun() {}

  /** A complete run of a profile. */
  static RunResults of(Profile profile, String... backends) {
    return of(
        new Plan(
            profile.label(),
            42,
            profile.rounds(),
            Factors.cells(profile.blocks(List.of(backends))).stream()
                .map(cell -> new PlannedCell(cell, profile.iterations()))
                .toList(),
            List.of("-Xms1g")),
        backends);
  }

  /** A complete run of a plan, with the losses of the given backends. */
  static RunResults of(Plan plan, String... backends) {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (PlannedCell cell : plan.cells()) {
        forks.add(fork(cell.cell(), round));
      }
    }
    return new RunResults(description(plan), forks, losses(backends));
  }

  /** Five backends, four methods, fifty shapes and ten batches in five rounds. */
  static RunResults ofTenThousandCells() {
    List<PlannedCell> cells = new ArrayList<>();
    for (int hidden = 1; hidden <= 50; hidden++) {
      for (int batch = 1; batch <= 10; batch++) {
        for (String backend : List.of("arrays", "ejml", "ojalgo", "vector", "blas")) {
          CellKey cell =
              SampleRun.trainingStep(backend, batch * batch)
                  .with(Factor.SHAPE, "3-" + hidden + "-1");
          Stream.of(
                  cell,
                  cell.with(Factor.GRADIENT, "autograd"),
                  cell.with(Factor.GRADIENT, "autograd").with(Factor.OPTIMIZER, "adam"),
                  cell.with(Factor.BIAS, "false"))
              .map(one -> new PlannedCell(one, SampleRun.ITERATIONS))
              .forEach(cells::add);
        }
      }
    }
    return of(new Plan("full", 42, 5, cells, List.of()), "arrays");
  }

  /** Twenty backends, two methods, fifty shapes and five batches in five rounds. */
  static RunResults ofTenThousandCellsOfTwentyBackends() {
    List<PlannedCell> cells = new ArrayList<>();
    for (int backend = 1; backend <= 20; backend++) {
      for (int hidden = 1; hidden <= 50; hidden++) {
        for (int batch = 1; batch <= 5; batch++) {
          CellKey cell =
              SampleRun.trainingStep("library-" + backend, batch * batch)
                  .with(Factor.SHAPE, "3-" + hidden + "-1");
          Stream.of(cell, cell.with(Factor.GRADIENT, "autograd"))
              .map(one -> new PlannedCell(one, SampleRun.ITERATIONS))
              .forEach(cells::add);
        }
      }
    }
    return of(new Plan("full", 42, 5, cells, List.of()), "library-1");
  }

  /** Networks that people train, by three backends, two batches and every optimizer and feed. */
  static RunResults ofNetworks() {
    Factors steps =
        Factors.of(List.of(BenchmarkKind.TRAINING_STEP), List.of("arrays", "ejml", "vector"))
            .with(Factor.BATCH, List.of(32, 512));
    Factors classifiers =
        steps
            .with(Factor.SHAPE, List.of("64-32-10", "784-256-128-10"))
            .with(Factor.LOSS, List.of("cross-entropy"));
    List<Factors> blocks =
        List.of(
            steps.with(Factor.SHAPE, List.of("3-1", "4-32-16-4")),
            steps
                .with(Factor.SHAPE, List.of("4-32-16-4"))
                .with(Factor.LOSS, List.of("cross-entropy")),
            classifiers.with(Factor.OPTIMIZER, List.of(OptimizerKind.values())),
            classifiers
                .with(Factor.OPTIMIZER, List.of("adam"))
                .with(Factor.FEED, List.of("next", "shuffled")),
            new Factors(
                List.of(BenchmarkKind.FORWARD, BenchmarkKind.BACKWARD), classifiers.values()),
            new Factors(List.of(BenchmarkKind.CONVERGENCE), classifiers.values())
                .with(Factor.BATCH, List.of(32))
                .with(Factor.FEED, List.of("fixed", "next")));
    return of(
        new Plan(
            "custom",
            42,
            5,
            Factors.cells(blocks).stream()
                .map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS))
                .toList(),
            List.of()),
        "arrays");
  }

  /** Three backends on one, two and four threads in five rounds. */
  static RunResults ofSeveralThreads() {
    List<PlannedCell> cells = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      for (int batch : new int[] {1, 8, 64, 512}) {
        for (String backend : List.of("arrays", "vector", "blas")) {
          CellKey cell = SampleRun.trainingStep(backend, batch).with(Factor.SHAPE, "784-128-10");
          cells.add(
              new PlannedCell(
                  cell.with(Factor.THREADS, Integer.toString(threads)), SampleRun.ITERATIONS));
        }
      }
    }
    return of(new Plan("custom", 42, 5, cells, List.of()), "arrays");
  }

  static RunDescription description(Plan plan) {
    return new RunDescription(
        List.of("run", "--profile", plan.profile(), "--seed", Long.toString(plan.seed())),
        plan,
        SampleRun.environment());
  }

  private static Measurement fork(CellKey cell, int round) {
    Random random = new Random(31L * cell.label().hashCode() + round);
    double forkTime = nanoseconds(cell) * Math.exp(0.01 * random.nextGaussian());
    boolean training = cell.shortBenchmark().startsWith("Convergence");
    Double[] scores =
        DoubleStream.generate(() -> forkTime * Math.exp(0.004 * random.nextGaussian()))
            .limit(ITERATIONS)
            .map(time -> training ? time / 1e3 : time)
            .boxed()
            .toArray(Double[]::new);
    Measurement fork =
        SampleRun.with(
            SampleRun.measurement(round, cell, "avgt", training ? "us/op" : "ns/op", scores),
            "gc.alloc.rate.norm",
            SampleRun.allocation(bytes(cell), bytes(cell)));
    return training
        ? SampleRun.with(
            fork,
            FinalLossProfiler.METRIC,
            new SecondaryMetric("loss", AggregationPolicy.AVG, List.of(101.25)))
        : fork;
  }

  private static double nanoseconds(CellKey cell) {
    if (BenchmarkKind.PEAK.measures(cell)) {
      return PeakBenchmark.operations(1) / (cell.value(Factor.PRECISION).equals("f32") ? 100 : 50);
    }
    if (BenchmarkKind.BANDWIDTH.measures(cell)) {
      return BandwidthBenchmark.BYTES / 20;
    }
    double[] costs = BACKENDS.getOrDefault(cell.backend(), new double[] {50, 0.5});
    if (!cell.value(Factor.SIZE).isEmpty()) {
      double product = ProductSize.parse(cell.value(Factor.SIZE)).operations();
      double fusion = cell.value(Factor.FUSION).equals("off") ? opByOp(cell) : 1;
      return (costs[0] / 5 + costs[1] * product) * fusion;
    }
    if (cell.value(Factor.SHAPE).isEmpty()) {
      return cell.value(Factor.GRADIENT).equals("autograd") ? 31 : 12; // computes nothing
    }
    NetworkShape shape = NetworkShape.parse(cell.value(Factor.SHAPE));
    double flops = 6.0 * Integer.parseInt(cell.value(Factor.BATCH)) * shape.weights();
    double step = costs[0] + costs[1] * flops;
    step *= cell.value(Factor.PRECISION).equals("f64") ? 1.6 : 1;
    step *= cell.value(Factor.BIAS).equals("true") ? 1.12 : 1;
    step *= cell.value(Factor.GRADIENT).equals("autograd") ? 1.005 : 1;
    step += cell.value(Factor.GRADIENT).equals("autograd") ? 10 : 0;
    step *= cell.value(Factor.GRADIENT).equals("graph") ? 1.002 : 1;
    step *= cell.value(Factor.FUSION).equals("off") ? opByOp(cell) : 1;
    step += UPDATES.getOrDefault(cell.value(Factor.OPTIMIZER), 0.0);
    step *= FEEDS.getOrDefault(cell.value(Factor.FEED), 1.0);
    step *= cell.value(Factor.THREADS).isEmpty() ? 1 : timeOn(cell);
    step *= cell.value(Factor.PATH).equals("interface") ? 1.005 : 1;
    return switch (cell.shortBenchmark()) {
      case "ForwardBenchmark.forward" -> 0.35 * step;
      case "BackwardBenchmark.backward" -> 0.5 * step;
      case "ConvergenceBenchmark.train" -> 500 * step;
      default -> step;
    };
  }

  /** The time as a multiple of that with fused operations, which a library has none of. */
  private static double opByOp(CellKey cell) {
    return switch (cell.backend()) {
      case "arrays" -> 1.6;
      case "vector" -> 1.3;
      default -> 1;
    };
  }

  /** The time as a multiple of that on one thread: small batches lose by more threads. */
  private static double timeOn(CellKey cell) {
    double threads = cell.threads().orElseThrow();
    double batch = Integer.parseInt(cell.value(Factor.BATCH));
    return 0.1 + 0.9 / threads + (threads - 1) / batch;
  }

  private static double bytes(CellKey cell) {
    return cell.backend().equals("ojalgo")
        ? cell.value(Factor.GRADIENT).equals("autograd") ? 224.0 : 112.002
        : 0.002;
  }

  private static List<LossCurve> losses(String... backends) {
    List<LossCurve> curves = new ArrayList<>();
    for (ExperimentMethod method : ExperimentMethod.values()) {
      double rate = method == ExperimentMethod.AUTOGRAD_WITH_ADAM ? 1e-6 : 1e-4;
      for (int i = 0; i < backends.length; i++) {
        double difference = 1 + 1e-7 * i;
        curves.add(
            new LossCurve(
                method.title(),
                backends[i],
                "f32",
                method.settings(1e-6).gradient().label(),
                method.settings(1e-6).optimizer().kind().label(),
                method.settings(1e-6).bias(),
                IntStream.range(0, ExperimentMethod.STEPS)
                    .mapToObj(step -> difference * 300 * Math.exp(-rate * step))
                    .toList()));
      }
    }
    return curves;
  }
}
