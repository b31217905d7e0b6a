package io.github.backpropbench.results;

import io.github.backpropbench.results.Machine.Cache;
import io.github.backpropbench.results.Machine.ContainerLimits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.AggregationPolicy;

/** Records as a real run would hold them. */
public final class SampleRun {
  public static final IterationSettings ITERATIONS =
      new IterationSettings(new Iterations(3, 200), new Iterations(5, 100));

  private SampleRun() {}

  public static CellKey trainingStep(String backend, int batch) {
    return new CellKey(
        "io.github.backpropbench.benchmark.TrainingStepBenchmark.step",
        Map.of(
            "backend", backend,
            "precision", "f32",
            "shape", "3-2-1",
            "batch", Integer.toString(batch),
            "bias", "true",
            "gradient", "manual",
            "optimizer", "sgd"));
  }

  public static Measurement measurement(int round, CellKey cell, Double... scores) {
    return measurement(round, cell, "avgt", "ns/op", scores);
  }

  public static Measurement measurement(
      int round, CellKey cell, String mode, String unit, Double... scores) {
    return new Measurement(
        round,
        cell,
        Measurement.Status.OK,
        "",
        "2026-02-03T04:05:06Z",
        1.625,
        mode,
        unit,
        List.of(scores),
        new TreeMap<>(),
        ITERATIONS,
        new ForkJvm(
            "/opt/jdk-17/bin/java",
            "17.0.15",
            "OpenJDK 64-Bit Server VM",
            "17.0.15+6",
            List.of("-Xms1g", "-Dname=a \"quoted\" value")),
        1,
        "1.37");
  }

  public static Measurement with(Measurement measurement, String name, SecondaryMetric metric) {
    TreeMap<String, SecondaryMetric> metrics = new TreeMap<>(measurement.secondaryMetrics());
    metrics.put(name, metric);
    return new Measurement(
        measurement.round(),
        measurement.cell(),
        measurement.status(),
        measurement.failure(),
        measurement.startedAt(),
        measurement.seconds(),
        measurement.mode(),
        measurement.unit(),
        measurement.scores(),
        metrics,
        measurement.iterations(),
        measurement.jvm(),
        measurement.threads(),
        measurement.jmhVersion());
  }

  public static Measurement with(Measurement measurement, ForkJvm jvm) {
    return new Measurement(
        measurement.round(),
        measurement.cell(),
        measurement.status(),
        measurement.failure(),
        measurement.startedAt(),
        measurement.seconds(),
        measurement.mode(),
        measurement.unit(),
        measurement.scores(),
        measurement.secondaryMetrics(),
        measurement.iterations(),
        jvm,
        measurement.threads(),
        measurement.jmhVersion());
  }

  /** The measurement of a fork that took another time. */
  public static Measurement lasting(double seconds, Measurement measurement) {
    return new Measurement(
        measurement.round(),
        measurement.cell(),
        measurement.status(),
        measurement.failure(),
        measurement.startedAt(),
        seconds,
        measurement.mode(),
        measurement.unit(),
        measurement.scores(),
        measurement.secondaryMetrics(),
        measurement.iterations(),
        measurement.jvm(),
        measurement.threads(),
        measurement.jmhVersion());
  }

  public static SecondaryMetric allocation(Double... bytesPerOperation) {
    return new SecondaryMetric("B/op", AggregationPolicy.AVG, List.of(bytesPerOperation));
  }

  public static RunDescription description(List<CellKey> cells, String profile, int rounds) {
    return new RunDescription(
        List.of("run", "--profile", profile, "--seed", "42"),
        new Plan(
            profile,
            42,
            rounds,
            cells.stream().map(cell -> new PlannedCell(cell, ITERATIONS)).toList(),
            List.of("-Xms1g")),
        environment());
  }

  public static Environment environment() {
    return new Environment(
        "2026-02-03T04:05:00Z",
        "bench-host",
        new Machine(
            "AMD EPYC",
            8,
            16,
            List.of(
                new Cache(1, "data", 32 << 10),
                new Cache(1, "instruction", 32 << 10),
                new Cache(2, "unified", 1 << 20),
                new Cache(3, "unified", 32 << 20)),
            16L << 30,
            0.25,
            new ContainerLimits(2.0, null)),
        "GNU/Linux 6.1",
        new HostJvm(
            "Debian", "17.0.15", "OpenJDK 64-Bit Server VM", "17.0.15+6", List.of("-Xmx512m")),
        "0123456789abcdef0123456789abcdef01234567",
        "ab".repeat(32),
        List.of(
            backend("arrays", "plain Java arrays", "17.0.15", "ArraysF32", "ArraysF64"),
            backend("ejml", "EJML", "0.46.1", "EjmlF32", "EjmlF64"),
            backend("ojalgo", "ojAlgo", "57.1.0", "OjAlgoKernel", "OjAlgoKernel"),
            new BackendDescription(
                "blas", "netlib", "3.2.0", "no native BLAS was found", new TreeMap<>())));
  }

  private static BackendDescription backend(
      String name, String library, String version, String f32, String f64) {
    return new BackendDescription(
        name, library, version, "", new TreeMap<>(Map.of("f32", f32, "f64", f64)));
  }
}
