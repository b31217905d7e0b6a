package io.github.backpropbench.cli;

import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.InputFile;
import io.github.backpropbench.problem.InvalidProblemException;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.problem.ProblemFile;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  private String backend = "arrays";

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
      description = "manual (the default), notebook or autograd")
  private @Nullable GradientKind gradient;

  @Option(names = "--optimizer", paramLabel = "NAME", description = "sgd (the default) or adam")
  private @Nullable OptimizerKind optimizer;

  @Option(
      names = "--bias",
      negatable = true,
      description = "with or without b1 and b2; default with, if the problem has them")
  private @Nullable Boolean bias;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      description = "inputs-hidden-outputs; default 3-2-1")
  private @Nullable NetworkShape shape;

  @Option(
      names = "--batch",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "samples per step; default 64")
  private @Nullable Integer batch;

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = Converters.Positive.class,
      description = "default ${DEFAULT-VALUE}")
  private int steps = ExperimentMethod.STEPS;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      converter = Converters.LearningRate.class,
      description = "default 1e-6")
  private double learningRate = ExperimentMethod.LEARNING_RATE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the data and the starting weights; default 42")
  private @Nullable Long seed;

  @Option(
      names = "--problem",
      paramLabel = "FILE",
      description =
          "JSON with the data and the starting weights, or - for standard input: row-major nested"
              + " arrays x, y, w1, w2, and, with a bias, plain arrays b1, b2")
  private @Nullable Path file;

  @Option(names = "--format", paramLabel = "NAME", description = "text (the default), json or csv")
  private LossFormat format = LossFormat.TEXT;

  @Override
  public Integer call() throws InvalidProblemException {
    LoadedBackends backends = LoadedBackends.load();
    backends.select(List.of(backend));
    ThreadCounts.require(backends, backend, threads);
    MatrixKernel<?> kernel = backends.kernel(backend, precision, threads);
    Trainer trainer = new Trainer(kernel, backend, problem(), steps);
    List<FinishedTraining> trainings =
        isExperiment()
            ? trainer.experiment(learningRate)
            : List.of(trainer.train(settings(trainer.problem())));
    spec.commandLine().getOut().print(format.format(trainings));
    spec.commandLine().getOut().flush();
    return ExitStatus.DONE;
  }

  /** The JSON format holds one training only. */
  private boolean isExperiment() {
    return gradient == null
        && optimizer == null
        && bias == null
        && shape == null
        && batch == null
        && file == null
        && format != LossFormat.JSON;
  }

  private Problem problem() throws InvalidProblemException {
    if (file == null) {
      return seeded();
    }
    if (shape != null || batch != null || seed != null) {
      throw new UserException(
          "shape, batch and values come from the problem file; give --problem, or --shape, --batch"
              + " and --seed, not both");
    }
    Problem problem = ProblemFile.read(file, LossKind.SQUARED_ERROR);
    ProblemLimits.requirePrecision(problem, precision);
    return problem;
  }

  private Problem seeded() {
    NetworkShape widths = shape == null ? ExperimentMethod.SHAPE : shape;
    int samples = batch == null ? ExperimentMethod.BATCH : batch;
    ProblemLimits.requireArrays(widths, samples);
    return Problem.random(widths, samples, seed == null ? Experiment.SEED : seed);
  }

  private String source() {
    return file == null ? "the problem" : InputFile.name(file);
  }

  private TrainingSettings settings(Problem problem) {
    if (Boolean.TRUE.equals(bias) && !problem.hasBias()) {
      throw new UserException(
          String.format(
              Locale.ROOT,
              "--bias needs the starting values b1 and b2, but %s has none",
              source()));
    }
    try {
      return new TrainingSettings(
          gradient == null ? GradientKind.MANUAL : gradient,
          optimizer == null ? OptimizerKind.SGD : optimizer,
          bias == null ? problem.hasBias() : bias,
          learningRate);
    } catch (IllegalArgumentException e) {
      throw new UserException(e);
    }
  }
}
