package io.github.backpropbench.report;

import io.github.backpropbench.harness.BenchmarkKind;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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

  /** The engines, of which only the trainings with manual gradients have a counterpart. */
  private static final Map<String, String> ENGINES = Map.of("ojalgo-ann", "ojalgo", "dl4j", "blas");

  private ManyBackends() {}

  /** The committed reference run with the others. */
  static RunResults ofReference() throws IOException {
    return with(RunResults.read(RunFolder.open(Path.of("bench-results", "reference"))));
  }

  /** A run with the others. */
  static RunResults with(RunResults run) {
    RunResults more = run;
    for (Map.Entry<String, String> library : LIBRARIES.entrySet()) {
      more = with(more, library.getKey(), library.getValue(), "library");
    }
    for (Map.Entry<String, String> engine : new TreeMap<>(ENGINES).entrySet()) {
      more = with(more, engine.getKey(), engine.getValue(), "engine");
    }
    return more;
  }

  private static RunResults with(RunResults run, String name, String from, String role) {
    List<Measurement> forks = new ArrayList<>(run.measurements());
    List<PlannedCell> cells = new ArrayList<>(run.description().plan().cells());
    List<LossCurve> losses = new ArrayList<>(run.losses());
    List<BackendDescription> described =
        new ArrayList<>(run.description().environment().backends());
    double factor = Math.exp(0.5 * new Random(name.hashCode()).nextGaussian());
    boolean engine = role.equals("engine");
    UnaryOperator<CellKey> copy =
        cell ->
            engine
                ? cell.with(Factor.BACKEND, name).with(Factor.GRADIENT, "engine")
                : cell.with(Factor.BACKEND, name);
    Predicate<CellKey> copied =
        cell -> cell.backend().equals(from) && (!engine || isOfEngines(cell));
    run.description().plan().cells().stream()
        .filter(cell -> copied.test(cell.cell()))
        .map(cell -> new PlannedCell(copy.apply(cell.cell()), cell.iterations()))
        .forEach(cells::add);
    run.measurements().stream()
        .filter(fork -> copied.test(fork.cell()))
        .map(fork -> timed(fork, copy, factor))
        .forEach(forks::add);
    run.losses().stream()
        .filter(curve -> curve.backend().equals(from) && !engine)
        .map(curve -> named(curve, name))
        .forEach(losses::add);
    described.add(described(name, role));
    return new RunResults(
        described(run, cells, described), forks, losses, run.baselines(), run.evaluations());
  }

  private static boolean isOfEngines(CellKey cell) {
    return (BenchmarkKind.TRAINING_STEP.measures(cell) || BenchmarkKind.CONVERGENCE.measures(cell))
        && cell.value(Factor.GRADIENT).equals("manual")
        && cell.value(Factor.FUSION).equals("on");
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
