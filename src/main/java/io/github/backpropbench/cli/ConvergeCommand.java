package io.github.backpropbench.cli;

import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.harness.AcceptedCells;
import io.github.backpropbench.harness.Factors;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.harness.TemporaryFolder;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code converge}: measures how long a network takes to become good enough. */
@Command(
    name = "converge",
    description = {
      "Measures how long training takes until a network is good enough: with which backend, method"
          + " and batch size. Leaves the results in a folder, as 'run' does.",
      "",
      "Steps to the target are the same for all backends and known before anything is measured;"
          + " learning rates are those of the protocol or, for data that it does not know, found"
          + " by its rule, outside the clock."
    },
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    modelTransformer = FactorOptions.OfTrainings.class,
    sortOptions = false)
final class ConvergeCommand implements Callable<Integer>, NeedsBackendFlags {
  /** A single training, of a JVM that has done nothing before. */
  private static final IterationSettings COLD =
      new IterationSettings(new Iterations(0, 1), new Iterations(1, 1));

  private static final int SEEDS = 10;

  private static final Profile BASIS = Profile.STANDARD;

  @Spec private CommandSpec spec;

  @Mixin private TaskOptions options = new TaskOptions();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description =
          "trainings of each cell, from the weights and in the order of the seeds 1 to N; default "
              + SEEDS)
  private @Nullable Integer seeds;

  @Option(
      names = "--cold",
      description =
          "measure the first training of a new JVM, with what it takes to load and compile, rather"
              + " than warm ones; of seed 1")
  private boolean cold;

  @Mixin private BackendOptions backends = new BackendOptions();

  @Mixin private SessionOptions session = new SessionOptions();

  @ArgGroup(validate = false, heading = EffortOptions.HEADING)
  private EffortOptions effort = new EffortOptions();

  @Override
  public Integer call() throws InvalidResultsException {
    UserException.throwIf(TemporaryFolder.refusal());
    Terminal terminal = Terminal.of(spec);
    if (session.resumes()) {
      return session.resume(spec);
    }
    LoadedBackends known = backends.load();
    ThreadCounts threads = backends.select(known, terminal, "Not measured", FactorOptions.of(spec));
    AcceptedCells cells = cells(options.load(), known, threads);
    Plan plan =
        new Plan(
            "converge",
            session.seed(),
            session
                .rounds()
                .orElse(effort.isAdaptive() ? EffortOptions.FIRST_ROUNDS : BASIS.rounds()),
            cells.cells().stream().map(cell -> planned(known, cell)).toList(),
            known.jvmArguments(threads.backends()));
    Plan whole = effort.applyTo(plan);
    session.requireNewFolder();
    cells.leftOut().forEach(reason -> terminal.warn("Not measured: " + reason));
    return session.start(spec, known, whole, List.of());
  }

  /** All that can be measured, and why the rest cannot. */
  private AcceptedCells cells(TargetTask task, LoadedBackends known, ThreadCounts threads) {
    try {
      TrainingGrid grid =
          new TrainingGrid(task, FactorOptions.of(spec), threads.backends(), seeds(), cold);
      List<Factors> blocks =
          grid.blocks().stream()
              .map(block -> block.onGradients(known.engines()))
              .flatMap(block -> block.onThreads(threads.byBackend()).stream())
              .toList();
      AcceptedCells cells = known.accepted(Factors.cells(blocks));
      return new AcceptedCells(
          cells.cells(),
          Stream.concat(Factors.leftOut(blocks).stream(), cells.leftOut().stream()).toList());
    } catch (IllegalArgumentException e) {
      throw new UserException(e);
    }
  }

  private int seeds() {
    if (cold && seeds != null && seeds > 1) {
      throw new UserException(
          "--cold measures the first training of a JVM: give no --seeds with it");
    }
    return cold ? 1 : seeds == null ? SEEDS : seeds;
  }

  private static PlannedCell planned(LoadedBackends known, CellKey cell) {
    boolean warm = Factor.START.defaults().contains(cell.value(Factor.START));
    return new PlannedCell(cell, warm ? known.iterations(BASIS, cell) : COLD);
  }
}
