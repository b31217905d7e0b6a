package io.github.backpropbench.benchmark;

import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.kernel.LossKind;
import io.github.backpropbench.problem.FeedKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.Target;
import io.github.backpropbench.training.ExperimentMethod;
import io.github.backpropbench.training.Training;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole training: on a data set, until the network is good enough on the test rows; or, on {@link
 * #EXPERIMENT}, of {@value #STEPS} steps from the seeded weights, as in the original experiment.
 *
 * <p>{@link FinalLossProfiler} reports the loss that the experiment reached along with the time,
 * and {@link TargetProfiler} the steps that the others took; {@code -prof} with the full name of
 * the class adds them on JMH's own command line.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ConvergenceBenchmark extends NetworkBenchmark {
  /** The length of a training in the original experiment. */
  public static final int STEPS = ExperimentMethod.STEPS;

  /** The value of {@link #data} for the original experiment's batch. */
  public static final String EXPERIMENT = "normal";

  private static final String COLD = "cold";

  @Param({"sgd", "adam"})
  public String optimizer = "";

  /** What data the steps take, see {@link FeedKind}. */
  @Param("fixed")
  public String feed = "";

  /** What is trained on: {@value #EXPERIMENT}, or a data set. */
  @Param(EXPERIMENT)
  public String data = "";

  /** What ends a training: 500 steps, or an accuracy or loss to reach. */
  @Param("500-steps")
  public String target = "";

  /** Epochs after which the target counts as not reached. */
  @Param("100")
  public int epochs;

  /** Trainings to measure in turn, each from other weights. */
  @Param("1")
  public int seeds;

  /** Seed of the split of the data. */
  @Param("1")
  public long split;

  /** {@code warm}, or {@code cold} to measure the first training of the JVM. */
  @Param("warm")
  public String start = "";

  private @Nullable Places<? extends Training> networks;
  private @Nullable Training training;
  private @Nullable SeededTrainings trainings;

  /** The final loss of the experiment where the steps compute none, which is always the same. */
  private double lossOfEngine = Double.NaN;

  /** Verifies what is measured, and makes copies of it. */
  @Setup(Level.Trial)
  public void setUp() throws InvalidDataException {
    if (data.equals(EXPERIMENT)) {
      networks = trainings(OptimizerKind.parse(optimizer), FeedKind.parse(feed));
      if (gradient.equals(GradientKind.ENGINE.label())) {
        lossOfEngine = lossOf(networks.next());
      }
      return;
    }
    if (FeedKind.parse(feed) != FeedKind.SHUFFLED) {
      throw new IllegalArgumentException(
          "trainings on data sets take shuffled minibatches: use feed=shuffled, not " + feed);
    }
    TargetTask task =
        TargetTask.load(
            data,
            split,
            NetworkShape.parse(shape),
            LossKind.parse(loss),
            Target.parse(target),
            epochs);
    trainings = new SeededTrainings(this, task, OptimizerKind.parse(optimizer));
    if (!start.equals(COLD)) {
      trainings.verify();
      trainings.copy();
    }
  }

  /** Takes the next copy. */
  @Setup(Level.Iteration)
  public void takeNext() {
    if (networks != null) {
      training = networks.next();
    } else if (trainings != null && !start.equals(COLD)) {
      trainings.takeNext();
    }
  }

  @Benchmark
  public double train() {
    return training == null ? toTarget() : experiment(training);
  }

  private double toTarget() {
    SeededTrainings all = trainings;
    if (all == null) {
      throw new IllegalStateException("there is nothing to train");
    }
    return start.equals(COLD) ? all.trainCold() : all.trainNext();
  }

  /** The loss before the experiment's last update. */
  private static double lossOf(Training experiment) {
    experiment.restart();
    for (int i = 0; i < STEPS - 1; i++) {
      experiment.run();
    }
    return experiment.runForLoss();
  }

  private double experiment(Training experiment) {
    experiment.restart();
    double loss = Double.NaN;
    for (int i = 0; i < STEPS; i++) {
      loss = experiment.run();
    }
    FinalLossProfiler.record(Double.isNaN(loss) ? lossOfEngine : loss);
    return loss;
  }

  /** Checks a training that was too cold to be checked before. */
  @TearDown(Level.Trial)
  public void check() {
    if (trainings != null && start.equals(COLD)) {
      trainings.checkCold();
    }
  }
}
