package io.github.backpropbench.harness;

import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.training.ExperimentMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of the experiment is measured, and how thoroughly. */
public enum Profile implements Labelled {
  /** Five minutes: a first look at the experiment's four methods. */
  QUICK(2, new IterationSettings(new Iterations(4, 100), slices(20))) {
    @Override
    public List<Factors> blocks(List<String> backends) {
      Blocks blocks = new Blocks(backends);
      return List.of(
          blocks.network(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 1, 64, 4096),
          blocks.bothBiases(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 64, 4096),
          blocks
              .network(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 1, 64, 4096)
              .with(Factor.GRADIENT, GradientKind.AUTOGRAD),
          blocks.autograd(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 64),
          blocks.graph(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 64),
          blocks.unfused(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 64),
          blocks.network(BenchmarkKind.TRAINING_STEP, MEDIUM, 64),
          blocks
              .classifier(BenchmarkKind.TRAINING_STEP, CLASSIFIER, 32)
              .with(Factor.GRADIENT, GradientKind.EXACT),
          blocks
              .first(2)
              .toTarget(1, 32)
              .with(Factor.OPTIMIZER, OptimizerKind.SGD, OptimizerKind.ADAM));
    }

    @Override
    Optional<Duration> time() {
      // The rest of the five minutes is the verification's, the original experiment's, the
      // report's.
      return Optional.of(Duration.ofSeconds(275));
    }
  },
  /** An hour: numbers to decide by, with the controls that say how far they carry. */
  STANDARD(5, new IterationSettings(new Iterations(6, 100), slices(50))) {
    @Override
    public List<Factors> blocks(List<String> backends) {
      Blocks blocks = new Blocks(backends);
      return List.of(
          blocks.network(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 1, 8, 64, 512, 4096),
          blocks.bothBiases(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 1, 64, 4096),
          blocks.autograd(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 1, 64, 4096),
          blocks.graph(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 1, 64, 4096),
          blocks.unfused(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 1, 64, 4096),
          blocks.network(BenchmarkKind.TRAINING_STEP, MEDIUM, 1, 64, 512),
          blocks.autograd(BenchmarkKind.TRAINING_STEP, MEDIUM, 64),
          blocks.graph(BenchmarkKind.TRAINING_STEP, MEDIUM, 64),
          blocks.unfused(BenchmarkKind.TRAINING_STEP, MEDIUM, 64),
          blocks
              .classifier(BenchmarkKind.TRAINING_STEP, CLASSIFIER, 32)
              .with(Factor.OPTIMIZER, (Object[]) OptimizerKind.values()),
          blocks
              .classifier(BenchmarkKind.TRAINING_STEP, CLASSIFIER, 32)
              .with(Factor.FEED, FeedKind.NEXT),
          blocks
              .classifier(BenchmarkKind.TRAINING_STEP, CLASSIFIER, 32)
              .with(Factor.GRADIENT, GradientKind.EXACT),
          blocks
              .classifier(BenchmarkKind.TRAINING_STEP, CLASSIFIER, 32)
              .with(Factor.FUSION, FusionKind.OFF),
          blocks.classifier(BenchmarkKind.TRAINING_STEP, DEEP, 32, 512),
          blocks.network(BenchmarkKind.FORWARD, EXPERIMENT, 64),
          blocks.network(BenchmarkKind.BACKWARD, EXPERIMENT, 64),
          blocks.network(BenchmarkKind.FORWARD, MEDIUM, 64),
          blocks.network(BenchmarkKind.BACKWARD, MEDIUM, 64),
          blocks.float64(BenchmarkKind.TRAINING_STEP, EXPERIMENT, 64),
          blocks.network(BenchmarkKind.CONVERGENCE, EXPERIMENT, 64),
          blocks.autograd(BenchmarkKind.CONVERGENCE, EXPERIMENT, 64),
          blocks
              .toTarget(SEEDS, 8, 32, 128, 512)
              .with(Factor.OPTIMIZER, OptimizerKind.SGD, OptimizerKind.ADAM),
          blocks.toTarget(SEEDS, 32).with(Factor.OPTIMIZER, (Object[]) OptimizerKind.values()),
          blocks
              .toTarget(SEEDS, 32)
              .with(Factor.OPTIMIZER, OptimizerKind.ADAM)
              .with(Factor.GRADIENT, GradientKind.EXACT),
          blocks
              .toTarget(SEEDS, 32)
              .with(Factor.OPTIMIZER, OptimizerKind.ADAM)
              .with(Factor.BIAS, true, false),
          blocks.products("64x784x128"),
          blocks.calibration(),
          blocks.machine(),
          blocks.nativeCall(),
          blocks.overhead(EXPERIMENT),
          blocks.overhead(MEDIUM),
          blocks.floor());
    }
  },
  /** A night: every factor at every level, in the combinations that answer a question. */
  FULL(7, new IterationSettings(new Iterations(5, 200), slices(80))) {
    @Override
    public List<Factors> blocks(List<String> backends) {
      Blocks blocks = new Blocks(backends);
      Stream<Factors> networks =
          Stream.of(EXPERIMENT, MEDIUM, LARGE).flatMap(shape -> everythingOf(blocks, shape));
      return Stream.concat(
              Stream.concat(networks, whatPeopleTrain(blocks)),
              Stream.of(
                  blocks.everyMethod(BenchmarkKind.CONVERGENCE, EXPERIMENT, 64),
                  blocks
                      .toTarget(SEEDS, 8, 32, 128, 512)
                      .with(Factor.OPTIMIZER, (Object[]) OptimizerKind.values()),
                  blocks
                      .toTarget(SEEDS, 32)
                      .with(Factor.GRADIENT, GradientKind.EXACT)
                      .with(Factor.OPTIMIZER, OptimizerKind.SGD, OptimizerKind.ADAM)
                      .with(Factor.BIAS, true, false),
                  blocks.everyOperation(),
                  blocks.calibration(),
                  blocks.machine(),
                  blocks.nativeCall(),
                  blocks.overhead(EXPERIMENT),
                  blocks.overhead(MEDIUM),
                  blocks.floor()))
          .toList();
    }
  };

  private static Stream<Factors> everythingOf(Blocks blocks, NetworkShape shape) {
    Integer[] batches = {1, 8, 64, 512, 4096};
    return Stream.of(
        blocks.everyMethod(BenchmarkKind.TRAINING_STEP, shape, batches),
        blocks.unfused(BenchmarkKind.TRAINING_STEP, shape, batches),
        blocks.float64(BenchmarkKind.TRAINING_STEP, shape, batches),
        blocks.network(BenchmarkKind.FORWARD, shape, batches),
        blocks.autograd(BenchmarkKind.FORWARD, shape, batches),
        blocks.network(BenchmarkKind.BACKWARD, shape, batches),
        blocks.autograd(BenchmarkKind.BACKWARD, shape, batches),
        blocks.graph(BenchmarkKind.FORWARD, shape, batches),
        blocks.graph(BenchmarkKind.BACKWARD, shape, batches));
  }

  /**
   * A classifier by every optimizer and feed, a deep one, a small deep network, and a linear model.
   */
  private static Stream<Factors> whatPeopleTrain(Blocks blocks) {
    Factors classifier = blocks.classifier(BenchmarkKind.TRAINING_STEP, CLASSIFIER, 1, 32, 512);
    return Stream.of(
        classifier
            .with(Factor.GRADIENT, GradientKind.EXACT)
            .with(Factor.OPTIMIZER, (Object[]) OptimizerKind.values()),
        classifier.with(Factor.FUSION, FusionKind.OFF),
        classifier
            .with(Factor.OPTIMIZER, OptimizerKind.SGD, OptimizerKind.ADAM)
            .with(Factor.FEED, (Object[]) FeedKind.values()),
        blocks.classifier(BenchmarkKind.TRAINING_STEP, DEEP, 1, 8, 32, 64, 512),
        blocks
            .autograd(BenchmarkKind.TRAINING_STEP, SMALL_DEEP, 1, 8, 64, 512, 4096)
            .with(Factor.GRADIENT, GradientKind.EXACT),
        blocks.network(BenchmarkKind.TRAINING_STEP, LINEAR, 1, 8, 64, 512, 4096));
  }

  /** The original experiment's network. */
  static final NetworkShape EXPERIMENT = ExperimentMethod.SHAPE;

  /** A network of the size of a first digit classifier. */
  static final NetworkShape MEDIUM = new NetworkShape(784, 128, 10);

  /** A classifier of small images of digits. */
  static final NetworkShape CLASSIFIER = new NetworkShape(64, 32, 10);

  /** A deeper digit classifier. */
  static final NetworkShape DEEP = new NetworkShape(784, 256, 128, 10);

  /** A network so small that calls count more than arithmetic. */
  static final NetworkShape SMALL_DEEP = new NetworkShape(4, 32, 16, 4);

  /** A linear model. */
  static final NetworkShape LINEAR = new NetworkShape(3, 1);

  /** A network with many inputs. */
  static final NetworkShape LARGE = new NetworkShape(1000, 100, 10);

  /**
   * The milliseconds of a measured iteration: shorter than most disturbances by other programs, so
   * that some iterations of a fork escape them; long enough for thousands of small steps.
   */
  private static final int SLICE = 10;

  /** Trainings to a target of each cell. */
  private static final int SEEDS = 10;

  private final int rounds;
  private final IterationSettings iterations;

  Profile(int rounds, IterationSettings iterations) {
    this.rounds = rounds;
    this.iterations = iterations;
  }

  private static Iterations slices(int count) {
    return new Iterations(count, SLICE);
  }

  /**
   * The number of rounds; of a profile that ends at a time, the least: two, as a single one cannot
   * tell a difference from noise.
   */
  public int rounds() {
    return rounds;
  }

  /** The time of measuring; none unless a profile has one. */
  Optional<Duration> time() {
    return Optional.empty();
  }

  /**
   * A plan of this profile's cells that ends at the profile's time, if it has one: after its
   * rounds, the rest is for the answer.
   */
  public Plan withinTime(Plan plan) {
    return time()
        .map(time -> plan.with(Effort.forTheAnswer(time.toMillis() / 1000.0)))
        .orElse(plan);
  }

  /** How each fork measures. */
  public IterationSettings iterations() {
    return iterations;
  }

  /**
   * The controls for a run that has none: a cell compared with itself, the machine's limits, and
   * native calls.
   */
  public static List<Factors> calibration(List<String> backends) {
    Blocks blocks = new Blocks(backends);
    return List.of(blocks.calibration(), blocks.machine(), blocks.nativeCall());
  }

  /** The cells as blocks of factors. */
  public abstract List<Factors> blocks(List<String> backends);

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static Profile parse(String label) {
    return Labelled.parse(Profile.class, "profile", label);
  }
}
