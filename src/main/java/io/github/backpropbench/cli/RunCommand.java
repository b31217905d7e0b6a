package io.github.backpropbench.cli;

import io.github.backpropbench.cli.SessionOptions.Default;
import io.github.backpropbench.harness.AcceptedCells;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.harness.TemporaryFolder;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  @Spec private CommandSpec spec;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "quick (a few minutes), standard (an hour), full (a night)")
  private @Nullable Profile profile;

  @Mixin private BackendOptions backends = new BackendOptions();

  @Mixin private SessionOptions session = new SessionOptions();

  @ArgGroup(validate = false, heading = EffortOptions.HEADING)
  private EffortOptions effort = new EffortOptions();

  private FactorOptions factors = FactorOptions.NONE;

  @Override
  public Integer call() throws InvalidResultsException {
    UserException.throwIf(TemporaryFolder.refusal());
    Terminal terminal = Terminal.of(spec);
    factors = FactorOptions.of(spec);
    if (session.resumes()) {
      return session.resume(spec);
    }
    LoadedBackends known = backends.load();
    ThreadCounts threads = backends.select(known, terminal, "Not measured", factors);
    AcceptedCells cells = cells(known, threads, terminal);
    Plan plan = plan(known, threads, cells.cells());
    session.requireNewFolder();
    cells.leftOut().forEach(reason -> terminal.warn("Not measured: " + reason));
    List<Default> profileOnly =
        factors.given() ? List.of() : List.of(new Default("--profile", plan.profile()));
    return session.start(spec, known, plan, profileOnly);
  }

  private AcceptedCells cells(LoadedBackends known, ThreadCounts threads, Terminal terminal) {
    if (profile != null && factors.given()) {
      throw new UserException(
          "a profile defines its cells: give --profile, or factors such as --batches, not both");
    }
    try {
      return known.accepted(Factors.cells(blocks(basis(), known, threads, terminal)));
    } catch (IllegalArgumentException e) {
      throw new UserException(e);
    }
  }

  private Plan plan(LoadedBackends known, ThreadCounts threads, List<CellKey> cells) {
    Profile basis = basis();
    Plan plan =
        new Plan(
            factors.given() ? "custom" : basis.label(),
            session.seed(),
            rounds(basis),
            cells.stream()
                .map(cell -> new PlannedCell(cell, known.iterations(basis, cell)))
                .toList(),
            known.jvmArguments(threads.backends()));
    boolean untilTimeIsUp = session.rounds().isEmpty() && !effort.isAdaptive();
    return effort.applyTo(untilTimeIsUp ? basis.withinTime(plan) : plan);
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
    Optional<String> refusal = known.machineRefusal();
    if (refusal.isPresent() && blocks.removeIf(Factors::isOfMachine)) {
      terminal.warn("Not measured: the machine's limits, which " + refusal.get());
    }
    if (factors.given()) {
      blocks.add(0, ownCells(selected, known, terminal));
    }
    return blocks.stream()
        .map(block -> of(known, block))
        .flatMap(block -> block.onThreads(threads.byBackend()).stream())
        .toList();
  }

  private static Factors of(LoadedBackends known, Factors block) {
    return block.onGradients(known.engines()).withDirectSteps(known.directSteps());
  }

  /** The cells of the user's factors; warns of those that the factors exclude. */
  private Factors ownCells(List<String> selected, LoadedBackends known, Terminal terminal) {
    Factors own = of(known, factors.factors(selected));
    // Refuses, with the reasons, factors or engines that exclude all cells.
    known.accepted(Factors.cells(List.of(own)));
    if (!own.leftOut().isEmpty()) {
      terminal.warn(
          "Not measured: combinations that are not defined: " + String.join("; ", own.leftOut()));
    }
    return own;
  }

  private int rounds(Profile basis) {
    return session
        .rounds()
        .orElse(effort.isAdaptive() ? EffortOptions.FIRST_ROUNDS : basis.rounds());
  }
}
