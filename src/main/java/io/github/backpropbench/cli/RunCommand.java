package io.github.backpropbench.cli;

import io.github.backpropbench.benchmark.MachineLimits;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.harness.ForkTime;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.harness.TemporaryFolder;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.statistics.RobustMinimum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: verifies, measures, trains, and leaves a folder with the results. */
@Command(
    name = "run",
    description = {
      "Verifies the backends, measures them, trains the original experiment, and leaves the results"
          + " in a folder. Ctrl-C stops it with a report of what is finished."
    },
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    modelTransformer = FactorOptions.Adder.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer>, NeedsBackendFlags {
  private static final int SEEDS = 1_000_000; // short enough to be typed again

  @Spec private CommandSpec spec;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "quick (a few minutes), standard (half an hour), full (a night)")
  private @Nullable Profile profile;

  @Mixin private BackendOptions backends = new BackendOptions();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description =
          "forks per cell; default 5, 7 for the profile full; quick measures until its time is up")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the order of the cells; default a random one")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the folder of the run; default a new one in bench-results/")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "continues a run that was stopped, with its own settings")
  private @Nullable Path resume;

  @ArgGroup(validate = false, heading = EffortOptions.HEADING)
  private EffortOptions effort = new EffortOptions();

  private FactorOptions factors = FactorOptions.NONE;

  @Override
  public Integer call() throws InvalidResultsException {
    UserException.throwIf(TemporaryFolder.refusal());
    Terminal terminal = Terminal.of(spec);
    factors = FactorOptions.of(spec);
    LoadedBackends known = LoadedBackends.load();
    if (resume != null) {
      requireNoOtherOption();
      return RunSession.resume(terminal, known, resume).run();
    }
    ThreadCounts threads = backends.select(known, terminal, "Not measured");
    Plan plan = plan(known, threads, terminal);
    return RunSession.start(terminal, known, plan, repeatableArguments(plan), out).run();
  }

  private void requireNoOtherOption() {
    boolean others =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .anyMatch(option -> !option.longestName().equals("--resume"));
    if (others) {
      throw new UserException(
          "--resume continues a run with its own settings; give no other option with it");
    }
  }

  private Plan plan(LoadedBackends known, ThreadCounts threads, Terminal terminal) {
    if (profile != null && factors.given()) {
      throw new UserException(
          "a profile defines its cells: give --profile, or factors such as --batches, not both");
    }
    Profile basis = basis();
    try {
      Plan plan =
          new Plan(
              factors.given() ? "custom" : basis.label(),
              seed == null ? new Random().nextInt(SEEDS) : seed,
              rounds(basis),
              Factors.cells(blocks(basis, known, threads, terminal)).stream()
                  .map(cell -> new PlannedCell(cell, iterations(basis, known, cell)))
                  .toList(),
              known.jvmArguments(threads.backends()));
      return effort.applyTo(rounds == null && !effort.isAdaptive() ? basis.withinTime(plan) : plan);
    } catch (IllegalArgumentException e) {
      throw new UserException(e);
    }
  }

  /**
   * The profile that sets how cells are measured; the user's own cells are measured as standard.
   */
  private Profile basis() {
    if (profile != null) {
      return profile;
    }
    return factors.given() ? Profile.STANDARD : Profile.QUICK;
  }

  /** The cells on the threads that each backend can use, without controls that cannot run here. */
  private List<Factors> blocks(
      Profile basis, LoadedBackends known, ThreadCounts threads, Terminal terminal) {
    List<String> selected = threads.backends();
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
      blocks.add(0, ownCells(selected, terminal));
    }
    return blocks.stream().flatMap(block -> block.onThreads(threads.byBackend()).stream()).toList();
  }

  /** The cells of the user's factors; warns of those that the factors exclude. */
  private Factors ownCells(List<String> selected, Terminal terminal) {
    Factors own = factors.factors(selected);
    Factors.cells(List.of(own)); // refuses, with the reasons, factors that exclude all cells
    if (!own.leftOut().isEmpty()) {
      terminal.warn(
          "Not measured: combinations that are not defined: " + String.join("; ", own.leftOut()));
    }
    return own;
  }

  private static IterationSettings iterations(Profile basis, LoadedBackends known, CellKey cell) {
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

  /**
   * The command line that repeats the run: the given options and the chosen defaults, without the
   * folder, which is taken now.
   */
  private List<String> repeatableArguments(Plan plan) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!option.longestName().equals("--out")) {
        arguments.add(option.longestName());
        if (option.arity().max() > 0) {
          arguments.add(String.join(",", option.originalStringValues()));
        }
      }
    }
    if (!factors.given()) {
      addIfMissing(arguments, "--profile", plan.profile());
    }
    addIfMissing(arguments, "--backends", String.join(",", plan.backends()));
    if (!plan.effort().isForTheAnswer()) {
      addIfMissing(arguments, "--rounds", Integer.toString(plan.rounds()));
    }
    addIfMissing(arguments, "--seed", Long.toString(plan.seed()));
    return arguments;
  }

  private static void addIfMissing(List<String> arguments, String name, String value) {
    if (!arguments.contains(name)) {
      arguments.addAll(List.of(name, value));
    }
  }
}
