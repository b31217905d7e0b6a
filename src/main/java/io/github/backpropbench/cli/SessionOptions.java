package io.github.backpropbench.cli;

import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The options of the commands that measure: how often, in which order, and where the results go.
 */
final class SessionOptions {
  private static final int SEEDS = 1_000_000; // short enough to be typed again

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

  /** The number of rounds, if one was given. */
  OptionalInt rounds() {
    return rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds);
  }

  /** The seed of the order of the cells, a new one if none was given. */
  long seed() {
    return seed == null ? new Random().nextInt(SEEDS) : seed;
  }

  /** Whether a run is to be continued. */
  boolean resumes() {
    return resume != null;
  }

  /**
   * Continues the run.
   *
   * @throws UserException if there are other options, or the run cannot be continued
   */
  int resume(CommandSpec spec) throws InvalidResultsException {
    if (resume == null) {
      throw new IllegalStateException("there is no run to be continued");
    }
    boolean others =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .anyMatch(option -> !option.longestName().equals("--resume"));
    if (others) {
      throw new UserException(
          "--resume continues a run with its own settings; give no other option with it");
    }
    return RunSession.resume(Terminal.of(spec), resume).run();
  }

  /** Refuses a folder that holds anything, before there is a word about the run. */
  void requireNewFolder() throws InvalidResultsException {
    if (out != null) {
      RunFolder.requireNew(out);
    }
  }

  /**
   * Measures a plan; first trains what its cells train to a target.
   *
   * @param defaults options that the user did not give, by name, with the values that were chosen
   * @return the exit status; {@link ExitStatus#NO} if no training reaches its target
   */
  int start(CommandSpec spec, LoadedBackends known, Plan plan, List<Default> defaults)
      throws InvalidResultsException {
    requireNewFolder();
    Terminal terminal = Terminal.of(spec);
    ReachableCells cells =
        ReachableCells.of(plan.cells().stream().map(PlannedCell::cell).toList(), terminal);
    Plan reachable = plan.only(cells.cells());
    if (reachable.cells().isEmpty()) {
      terminal.warn(
          "Nothing to measure: no training reaches its target; an easier one, or more epochs, may help");
      return ExitStatus.NO;
    }
    List<String> arguments = repeatableArguments(spec, reachable, defaults);
    return RunSession.start(terminal, known, reachable, cells.curves(), arguments, out).run();
  }

  /** An option with a value. */
  record Default(String name, String value) {}

  /**
   * The command line that repeats the run: the given options and the chosen defaults, without the
   * folder, which is taken now.
   */
  private static List<String> repeatableArguments(
      CommandSpec spec, Plan plan, List<Default> defaults) {
    List<String> arguments = new ArrayList<>(List.of(spec.name()));
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!option.longestName().equals("--out")) {
        arguments.add(option.longestName());
        if (option.arity().max() > 0) {
          arguments.add(String.join(",", option.originalStringValues()));
        }
      }
    }
    defaults.forEach(option -> addIfMissing(arguments, option.name(), option.value()));
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
