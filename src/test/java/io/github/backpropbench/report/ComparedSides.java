package io.github.backpropbench.report;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.SideReader;
import io.github.backpropbench.comparison.Subject;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.ForkJvm;
import io.github.backpropbench.results.HostJvm;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.SampleRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Runs for comparisons, with the times that a test wants. */
final class ComparedSides {
  static final List<String> BACKENDS = List.of("arrays", "ejml", "ojalgo");
  private static final int ROUNDS = 10;
  private static final int[] BATCHES = {1, 8, 64, 512};

  private ComparedSides() {}

  static UnaryOperator<Environment> withEjml(String version) {
    return environment ->
        with(
            environment,
            environment.jvm(),
            environment.backends().stream()
                .map(
                    backend ->
                        backend.name().equals("ejml")
                            ? new BackendDescription(
                                "ejml", "EJML", version, "", backend.implementations())
                            : backend)
                .toList());
  }

  static UnaryOperator<Environment> onJava(String version) {
    HostJvm jvm = new HostJvm("Debian", version, "OpenJDK 64-Bit Server VM", version, List.of());
    return environment -> with(environment, jvm, environment.backends());
  }

  private static Environment with(
      Environment environment, HostJvm jvm, List<BackendDescription> backends) {
    return new Environment(
        environment.timestamp(),
        environment.host(),
        environment.machine(),
        environment.os(),
        jvm,
        environment.gitCommit(),
        environment.jarSha256(),
        backends);
  }

  static ComparisonSide run(
      String name, UnaryOperator<Environment> environment, ToDoubleFunction<CellKey> factor) {
    return run(name, environment, factor, BACKENDS);
  }

  static ComparisonSide run(
      String name,
      UnaryOperator<Environment> environment,
      ToDoubleFunction<CellKey> factor,
      List<String> backends) {
    return run(name, environment, factor, backends, "17.0.15", "avgt");
  }

  static ComparisonSide run(
      String name,
      UnaryOperator<Environment> environment,
      ToDoubleFunction<CellKey> factor,
      List<String> backends,
      String java,
      String mode) {
    return source(name, environment, measurements(factor, backends, java, mode));
  }

  static ComparisonSide source(
      String name, UnaryOperator<Environment> environment, List<Measurement> forks) {
    List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
    RunDescription sample = SampleRun.description(cells, "custom", ROUNDS);
    RunDescription description =
        new RunDescription(
            sample.arguments(), sample.plan(), environment.apply(sample.environment()));
    return SideReader.ofRun(Path.of("bench-results", name), description, forks);
  }

  /** Times with a spread of half a percent between forks. */
  static List<Measurement> measurements(
      ToDoubleFunction<CellKey> factor, List<String> backends, String java, String mode) {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (String backend : backends) {
        for (int batch : BATCHES) {
          CellKey cell = SampleRun.trainingStep(backend, batch);
          Random random =
              new Random(
                  31L * (cell.label() + java + factor.applyAsDouble(cell)).hashCode() + round);
          double time =
              100 * batch * factor.applyAsDouble(cell) * Math.exp(0.005 * random.nextGaussian());
          forks.add(
              SampleRun.with(
                  SampleRun.measurement(
                      round, cell, mode, mode.equals("avgt") ? "ns/op" : "ops/s", time, time, time),
                  new ForkJvm("java", java, "OpenJDK 64-Bit Server VM", java, List.of())));
        }
      }
    }
    return forks;
  }

  static ComparisonSide onThreads(ComparisonSide run, int threads) {
    Map<Subject, SubjectResult> results = new HashMap<>();
    run.results()
        .forEach(
            (subject, result) -> {
              var other =
                  new Subject(
                      subject.cell().with(Factor.THREADS, Integer.toString(threads)),
                      subject.mode(),
                      subject.threads());
              results.put(other, result.of(other));
            });
    return new ComparisonSide(
        run.path(),
        run.name(),
        run.description(),
        run.jvms(),
        results,
        Map.of(),
        Map.of(),
        0,
        Set.of());
  }
}
