package io.github.backpropbench.report;

import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.LossCurve;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunDescription;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A run of five backends with ten more, as if plug-ins had been measured with them: copies of the
 * first ones under other names, each slower or faster than its original by a factor of its own.
 */
final class ManyBackends {
  /** What each new library is a copy of. */
  private static final Map<String, String> LIBRARIES = new LinkedHashMap<>();

  static {
    LIBRARIES.put("hipparchus", "ejml");
    LIBRARIES.put("openblas", "blas");
    LIBRARIES.put("mtj", "ejml");
    LIBRARIES.put("jblas", "blas");
    LIBRARIES.put("nd4j", "ojalgo");
    LIBRARIES.put("commons-math", "ojalgo");
    LIBRARIES.put("colt", "ejml");
    LIBRARIES.put("la4j", "ejml");
  }

  private ManyBackends() {}

  /** The committed reference run with the others. */
  static RunResults ofReference() throws IOException {
    return with(RunResults.read(RunFolder.open(Path.of("bench-results", "reference"))));
  }

  /** A run with the others. */
  static RunResults with(RunResults run) {
    List<Measurement> forks = new ArrayList<>(run.measurements());
    List<PlannedCell> cells = new ArrayList<>(run.description().plan().cells());
    List<LossCurve> losses = new ArrayList<>(run.losses());
    List<BackendDescription> described =
        new ArrayList<>(run.description().environment().backends());
    LIBRARIES.forEach(
        (name, from) -> {
          double factor = Math.exp(0.5 * new Random(name.hashCode()).nextGaussian());
          UnaryOperator<CellKey> copy = cell -> cell.with(Factor.BACKEND, name);
          cellsOf(run, from)
              .map(cell -> new PlannedCell(copy.apply(cell.cell()), cell.iterations()))
              .forEach(cells::add);
          forksOf(run, from).map(fork -> timed(fork, copy, factor)).forEach(forks::add);
          run.losses().stream()
              .filter(curve -> curve.backend().equals(from))
              .map(curve -> named(curve, name))
              .forEach(losses::add);
          described.add(described(name, "library"));
        });
    return new RunResults(
        described(run, cells, described), forks, losses, run.baselines(), run.evaluations());
  }

  private static Stream<PlannedCell> cellsOf(RunResults run, String backend) {
    return run.description().plan().cells().stream()
        .filter(cell -> cell.cell().backend().equals(backend));
  }

  private static Stream<Measurement> forksOf(RunResults run, String backend) {
    return run.measurements().stream().filter(fork -> fork.cell().backend().equals(backend));
  }

  private static Measurement timed(Measurement fork, UnaryOperator<CellKey> copy, double factor) {
    Measurement other =
        new Measurement(
            fork.round(),
            copy.apply(fork.cell()),
            fork.status(),
            fork.failure(),
            fork.startedAt(),
            fork.seconds(),
            fork.mode(),
            fork.unit(),
            fork.scores(),
            fork.secondaryMetrics(),
            fork.iterations(),
            fork.jvm(),
            fork.threads(),
            fork.jmhVersion(),
            fork.warmupScores());
    return other.isOk()
        ? other.withScores(
            other.mode(), other.unit(), other.scores().stream().map(s -> s * factor).toList())
        : other;
  }

  private static LossCurve named(LossCurve curve, String backend) {
    return new LossCurve(
        curve.method(),
        backend,
        curve.precision(),
        curve.gradient(),
        curve.optimizer(),
        curve.bias(),
        curve.losses());
  }

  private static BackendDescription described(String name, String role) {
    return new BackendDescription(
        name,
        "Library " + name,
        "1.0",
        "",
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        role);
  }

  private static RunDescription described(
      RunResults run, List<PlannedCell> cells, List<BackendDescription> backends) {
    Plan plan = run.description().plan();
    Environment known = run.description().environment();
    return new RunDescription(
        run.description().arguments(),
        new Plan(
            plan.profile(), plan.seed(), plan.rounds(), cells, plan.jvmArguments(), plan.effort()),
        new Environment(
            known.timestamp(),
            known.host(),
            known.machine(),
            known.os(),
            known.jvm(),
            known.gitCommit(),
            known.jarSha256(),
            backends));
  }
}
