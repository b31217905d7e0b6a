package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.backend.PluginSearch;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.InvalidProblemException;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a network and prints its losses. */
@Command(
    name = "train",
    description = {
      "Trains a network and prints its losses. Without an option that describes one training run,"
          + " it repeats the original experiment: one problem, trained by four methods side by side."
    },
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false)
final class TrainCommand implements Callable<Integer>, NeedsBackendFlags {
  @Spec private CommandSpec spec;

  @Option(names = "--backend", paramLabel = "NAME", description = "default ${DEFAULT-VALUE}")
  private String backend = Factor.BACKEND.baseline();

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "threads that the backend computes on; default ${DEFAULT-VALUE}")
  private int threads = 1;

  @Option(names = "--precision", paramLabel = "NAME", description = "f32 (the default) or f64")
  private Precision precision = Precision.F32;

  @Option(
      names = "--gradient",
      paramLabel = "NAME",
      description =
          "manual (the default), notebook, autograd (eager, as PyTorch) or graph (traced once and"
              + " replayed); of an engine always engine, its own")
  private @Nullable GradientKind gradient;

  /** That of the backend, if none is given. */
  private GradientKind usualGradient = GradientKind.MANUAL;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "squared-error (the default) or cross-entropy (the default with --data of classes)")
  private @Nullable LossKind loss;

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Mixin private OptimizerOptions optimizer = new OptimizerOptions();

  @Option(
      names = "--bias",
      negatable = true,
      description = "with or without biases; default with, if the problem has them")
  private @Nullable Boolean bias;

  @Mixin private ProblemOptions source = new ProblemOptions();

  @Mixin private TrainedDataOptions data = new TrainedDataOptions();

  @Mixin private MinibatchOptions minibatches = new MinibatchOptions();

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "default " + ExperimentMethod.STEPS + "; with --data those of --epochs")
  private @Nullable Integer steps;

  @Option(names = "--format", paramLabel = "NAME", description = "text (the default), json or csv")
  private LossFormat format = LossFormat.TEXT;

  @Option(
      names = "--export-problem",
      paramLabel = "FILE",
      description =
          "instead of training, write what would be trained as a problem file, with the rows of"
              + " each step's minibatch as order, and with --data also the rows for validation and"
              + " test and all settings")
  private @Nullable Path exported;

  @Override
  public Integer call()
      throws InvalidProblemException, InvalidResultsException, InvalidDataException {
    LoadedBackends backends = LoadedBackends.ofThisJvm();
    backends.select(List.of(backend));
    ThreadCounts.require(backends, backend, threads);
    boolean engine = backends.engines().contains(backend);
    requireGradient(engine);
    backends.requirePrecision(backend, precision);
    TrainingBackend trainings = backends.trainings(backend, precision, threads);
    usualGradient = engine ? GradientKind.ENGINE : GradientKind.MANUAL;
    PlannedTraining training = data.isGiven() ? onData() : onProblem();
    requireAccepted(trainings, training);
    if (exported != null) {
      training.requireExportable();
      OutputFile.write(exported, ProblemJson.format(training));
      return ExitStatus.DONE;
    }
    spec.commandLine().getOut().print(format.format(train(trainings, training)));
    spec.commandLine().getOut().flush();
    return ExitStatus.DONE;
  }

  /** A backend of a plug-in is trained by a JVM that has the plug-in. */
  @Override
  public List<String> furtherJvmArguments() {
    PluginSearch search = plugins.search();
    if (BackendRegistry.load().names().contains(backend)) {
      return List.of();
    }
    LoadedBackends all = LoadedBackends.with(search);
    all.select(List.of(backend));
    return all.pluginArguments(backend).all();
  }

  private void requireGradient(boolean engine) {
    if (engine && isExperiment()) {
      throw new UserException(
          "the backend '%s' is an engine, which has none of the original experiment's four methods; give --gradient engine to train its network in the library's own way"
              .formatted(backend));
    }
    if (gradient != null && engine != (gradient == GradientKind.ENGINE)) {
      throw new UserException(
          engine
              ? "the backend '%s' is an engine: it has the gradient 'engine' only, not '%s'"
                  .formatted(backend, gradient.label())
              : "the backend '%s' is no engine: it does not have the gradient 'engine'"
                  .formatted(backend));
    }
  }

  private void requireAccepted(TrainingBackend trainings, PlannedTraining training) {
    Problem problem = training.problem();
    RowOrder order = training.order();
    String refusal =
        trainings.refusal(
            problem.shape(),
            training.settings(),
            order == null ? problem.rows() : order.minibatch());
    if (!refusal.isEmpty() && !isExperiment()) {
      throw new UserException("the backend '%s' cannot train this: %s".formatted(backend, refusal));
    }
  }

  private List<FinishedTraining> train(TrainingBackend trainings, PlannedTraining training) {
    Trainer trainer = new Trainer(trainings, backend, training.problem(), training.steps());
    if (isExperiment()) {
      return trainer.experiment(training.settings().optimizer().learningRate());
    }
    if (training.data() == null || training.order() == null) {
      return List.of(trainer.train(training.settings(), training.order()));
    }
    try (TrainingProgress progress = TrainingProgress.on(Terminal.of(spec), training.steps())) {
      return List.of(
          trainer.train(training.settings(), training.order(), training.data(), progress));
    }
  }

  /** The JSON format holds one training only. */
  private boolean isExperiment() {
    return gradient == null
        && loss == null
        && bias == null
        && !optimizer.isGiven()
        && !source.isGiven()
        && !data.isGiven()
        && !minibatches.isGiven()
        && format != LossFormat.JSON;
  }

  private PlannedTraining onProblem() throws InvalidProblemException {
    OptimizerSettings constants =
        optimizer.settings((kind, usual) -> ExperimentMethod.LEARNING_RATE);
    Problem problem = problem();
    return new PlannedTraining(
        problem,
        settings(problem, loss(), constants),
        minibatches.order(problem.rows()),
        steps == null ? ExperimentMethod.STEPS : steps,
        null);
  }

  /** The training that {@code converge} does with the seed. */
  private PlannedTraining onData() throws InvalidDataException {
    source.requireNoRows();
    TrainedData set = data.load(source.shape(), source.seed(), loss);
    int rows = set.rows().training().rows();
    try {
      RowOrder order = minibatches.shuffled(rows, set.seed());
      requireTrainable(set.shape(), rows, order.minibatch());
      Problem problem = set.problem();
      boolean biases = !Boolean.FALSE.equals(bias);
      OptimizerSettings constants =
          optimizer.settings(
              (kind, usual) -> set.learningRate(kind, usual, biases, order.minibatch()));
      return new PlannedTraining(
          problem,
          settings(problem, set.loss(), constants),
          order,
          data.steps(steps, order.minibatches()),
          set);
    } catch (IllegalArgumentException e) {
      throw new UserException(e);
    }
  }

  private Problem problem() throws InvalidProblemException {
    try {
      Problem problem = source.read(loss(), this::requireTrainable);
      ProblemLimits.requirePrecision(problem, precision);
      return problem;
    } catch (IllegalArgumentException e) {
      throw source.refusal(e);
    }
  }

  private void requireTrainable(NetworkShape shape, int rows) {
    minibatches.requireFor(rows);
    requireTrainable(shape, rows, minibatches.rowsPerStep(rows));
  }

  private void requireTrainable(NetworkShape shape, int rows, int rowsPerStep) {
    if (gradient == GradientKind.NOTEBOOK) {
      shape.onlyHidden("the gradient 'notebook'");
    }
    ProblemLimits.requireMemory(shape, rows, rowsPerStep, precision);
  }

  private TrainingSettings settings(
      Problem problem, LossKind usedLoss, OptimizerSettings constants) {
    if (Boolean.TRUE.equals(bias) && !problem.hasBias()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "--bias needs the starting values %s, but %s has none",
              biases(problem.shape().layers()),
              source.name()));
    }
    try {
      return new TrainingSettings(
          gradient == null ? usualGradient : gradient,
          usedLoss,
          constants,
          bias == null ? problem.hasBias() : bias);
    } catch (IllegalArgumentException e) {
      throw source.refusal(e);
    }
  }

  private LossKind loss() {
    return loss == null ? LossKind.SQUARED_ERROR : loss;
  }

  private static String biases(int layers) {
    return switch (layers) {
      case 1 -> "b1";
      case 2 -> "b1 and b2";
      default -> "b1 to b" + layers;
    };
  }
}
