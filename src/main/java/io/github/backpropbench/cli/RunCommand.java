package io.github.backpropbench.cli;

import io.github.backpropbench.benchmark.MachineLimits;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.harness.Planner;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.statistics.RobustMinimum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: verifies, measures, trains, and leaves a folder with the results. */
@Command(
    name = "run",
    description = {
      "Verifies the backends, measures them, trains the original experiment, and leaves the results"
          + " in a folder. Ctrl-C ends it with a report of what was finished."
    },
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer>, UsesBackends {
  private static final int SEEDS = 1_000_000; // short enough to be typed again

  @Spec private CommandSpec spec;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "quick (a few minutes), standard (half an hour), full (a night)")
  private @Nullable Profile profile;

  @Option(
      names = "--backends",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,…",
      description = "default all that are available")
  private List<String> backends = List.of();

  @Option(
      names = "--threads",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "N,…",
      converter = Converters.Positive.class,
      description =
          "threads that each backend computes on, its own way; one that cannot use so many is left"
              + " out; default 1")
  private List<Integer> threads = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "forks of each cell; default the profile's, or 5")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of the order of the cells; default a random one")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the folder of the run; default a new one in bench-results/")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "goes on with a run that was stopped; its own settings hold")
  private @Nullable Path resume;

  @ArgGroup(validate = false, heading = EffortOptions.HEADING)
  private EffortOptions effort = new EffortOptions();

  @ArgGroup(validate = false, heading = FactorOptions.HEADING)
  private FactorOptions factors = new FactorOptions();

  @Override
  public Integer call() throws InvalidResultsException {
    Terminal terminal = Terminal.of(spec);
    Backends known = Backends.load();
    if (resume != null) {
      requireAlone();
      return RunSession.resume(terminal, known, resume).run();
    }
    List<String> selected = known.select(backends);
    Lanes lanes = Lanes.of(known, selected, !backends.isEmpty(), threads);
    lanes.left().forEach(sentence -> terminal.warn("Not measured: " + sentence));
    Plan plan = plan(known, lanes, terminal);
    List<String> arguments =
        RepeatableArguments.of(spec.commandLine().getParseResult(), plan, !factors.given());
    return RunSession.start(terminal, known, plan, arguments, out).run();
  }

  private Plan plan(Backends known, Lanes lanes, Terminal terminal) {
    if (profile != null && factors.given()) {
      throw new UserException(
          "a profile has its own cells: give --profile, or factors such as --batches, not both");
    }
    Profile basis = basis();
    try {
      Plan plan =
          Planner.plan(
              factors.given() ? "custom" : basis.label(),
              blocks(basis, known, lanes, terminal),
              rounds(basis),
              cell -> iterations(basis, known, cell),
              seed == null ? new Random().nextInt(SEEDS) : seed,
              known.jvmArguments(lanes.backends()));
      return effort.applyTo(
          rounds == null && !effort.isAdaptive() ? basis.withinLimit(plan) : plan);
    } catch (IllegalArgumentException e) {
      throw new UserException(e);
    }
  }

  /** The cells on the threads that each backend can use; without controls that are impossible. */
  private List<Factors> blocks(Profile basis, Backends known, Lanes lanes, Terminal terminal) {
    List<String> selected = lanes.backends();
    List<Factors> blocks = new ArrayList<>();
    if (!factors.given()) {
      blocks.addAll(basis.blocks(selected));
    }
    if (effort.calibrates()) {
      blocks.addAll(Profile.calibration(selected));
    }
    String refusal = known.machineRefusal();
    if (!refusal.isEmpty() && blocks.removeIf(Factors::isOfMachine)) {
      terminal.warn(
          "Not measured: the machine's limits, which need the backend '%s': %s"
              .formatted(MachineLimits.BACKEND, refusal));
    }
    if (factors.given()) {
      blocks.add(0, factors.factors(selected));
    }
    return blocks.stream().flatMap(block -> block.onThreads(lanes.byBackend()).stream()).toList();
  }

  private static IterationSettings iterations(Profile basis, Backends known, CellKey cell) {
    return basis
        .iterations()
        .withWarmupOf(known.warmup(cell))
        .forCallsLasting(ForkTime.ofCall(cell), RobustMinimum.MANY);
  }

  private int rounds(Profile basis) {
    if (rounds != null) {
      return rounds;
    }
    return effort.isAdaptive() ? EffortOptions.FIRST_ROUNDS : basis.rounds();
  }

  /** What tells how carefully to measure; cells of one's own are as careful as the standard. */
  private Profile basis() {
    if (profile != null) {
      return profile;
    }
    return factors.given() ? Profile.STANDARD : Profile.QUICK;
  }

  private void requireAlone() {
    boolean more =
        profile != null
            || !backends.isEmpty()
            || !threads.isEmpty()
            || rounds != null
            || seed != null
            || out != null
            || effort.given()
            || factors.given();
    if (more) {
      throw new UserException(
          "--resume goes on with the run's own settings; give no other option with it");
    }
  }
}
