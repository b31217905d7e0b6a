package io.github.backpropbench.benchmark;

import io.github.backpropbench.convergence.Expectation;
import io.github.backpropbench.convergence.Protocol;
import io.github.backpropbench.convergence.TargetTask;
import io.github.backpropbench.convergence.TargetTraining;
import io.github.backpropbench.convergence.TargetTraining.Outcome;
import io.github.backpropbench.data.RowOrder;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.problem.Problem;
import io.github.backpropbench.training.Training;
import io.github.backpropbench.training.TrainingBackend;
import io.github.backpropbench.training.TrainingSettings;
import io.github.backpropbench.verification.TrainingVerification;
import io.github.backpropbench.verification.VerificationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The trainings to a target of one cell, one seed after the other. Before they are measured, the
 * first steps are checked against the oracle, and each seed's number of steps to the target against
 * what the JVM was told, if it was.
 */
final class SeededTrainings {
  /** Verified against the oracle, which is slow: full minibatches and a smaller one. */
  private static final double VERIFIED_MINIBATCHES = 3.5;

  private static final long SEED = 1;

  private final ConvergenceBenchmark cell;
  private final TargetTask task;
  private final Supplier<TrainingBackend> backends;
  private final Precision precision;
  private final TrainingSettings settings;
  private final Expectation expectation;

  private @Nullable Places<TargetTraining> copies;
  private @Nullable TargetTraining training;
  private @Nullable Outcome cold;
  private int next;

  /**
   * @param cell whose factors are set
   * @throws IllegalArgumentException if no learning rate is known for the cell
   */
  SeededTrainings(ConvergenceBenchmark cell, TargetTask task, OptimizerKind optimizer) {
    this.cell = cell;
    this.task = task;
    backends = cell.trainingBackends();
    precision = Precision.parse(cell.precision);
    expectation = Expectation.ofThisJvm().orElseGet(() -> ofProtocol(optimizer));
    settings =
        new TrainingSettings(
            GradientKind.parse(cell.gradient),
            task.loss(),
            new OptimizerSettings(optimizer, expectation.learningRate()),
            cell.bias);
  }

  private Expectation ofProtocol(OptimizerKind optimizer) {
    return Protocol.current()
        .learningRate(task.data(), task.shape(), task.loss(), optimizer, cell.bias, cell.batch)
        .map(Expectation::ofLearningRate)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no learning rate is known for this cell; the command 'converge' finds one"));
  }

  /**
   * Checks the first steps.
   *
   * @throws VerificationException if one is wrong
   */
  void verify() {
    Problem whole = task.problem(SEED);
    int rows = (int) Math.min(whole.rows(), VERIFIED_MINIBATCHES * cell.batch + 1);
    Problem problem = whole.rowsFrom(0, rows).withNormalBiases(SEED);
    RowOrder order = RowOrder.shuffled(rows, cell.batch, SEED);
    RowOrder same = RowOrder.shuffled(rows, cell.batch, SEED);
    Training first = backends.get().start(problem, settings, order);
    TrainingVerification.check(first, precision, problem, settings, same);
  }

  /**
   * Makes copies, after each seed's training has been checked.
   *
   * @throws VerificationException if one takes other steps than the reference
   */
  void copy() {
    TargetTraining first = newTraining();
    List<Outcome> outcomes = new ArrayList<>();
    for (int seed = 1; seed <= cell.seeds; seed++) {
      outcomes.add(first.train(seed));
    }
    check(outcomes);
    long steps = outcomes.stream().mapToLong(Outcome::steps).sum();
    long reached = outcomes.stream().filter(Outcome::isReached).count();
    TargetProfiler.expect((double) steps / reached);
    long data = Double.BYTES * (long) (task.rows().training().rows() + task.rows().test().rows());
    long bytes =
        NetworkBenchmark.bytes(task.shape(), cell.batch)
            + data * (task.shape().inputs() + task.shape().outputs());
    copies =
        new Places<>(
            bytes,
            () -> {
              TargetTraining copy = newTraining();
              copy.prepare();
              return copy;
            });
  }

  private void check(List<Outcome> outcomes) {
    expectation
        .mistake(outcomes, precision, task.evaluationInterval(cell.batch))
        .ifPresent(
            mistake -> {
              throw new VerificationException(mistake);
            });
  }

  void takeNext() {
    training = copies == null ? null : copies.next();
  }

  /** Trains the next seed, and returns the steps it took. */
  double trainNext() {
    TargetTraining current = training;
    if (current == null) {
      throw new IllegalStateException("no copy was taken");
    }
    next = next % cell.seeds + 1;
    return train(current, next).steps();
  }

  /** Builds a network and trains it with the first seed, and returns the steps it took. */
  double trainCold() {
    cold = train(newTraining(), 1);
    return cold.steps();
  }

  void checkCold() {
    if (cold != null) {
      check(List.of(cold));
    }
  }

  private static Outcome train(TargetTraining training, int seed) {
    long before = System.nanoTime();
    Outcome outcome = training.train(seed);
    TargetProfiler.record(outcome, System.nanoTime() - before);
    return outcome;
  }

  private TargetTraining newTraining() {
    return new TargetTraining(backends.get(), task, settings, cell.batch);
  }
}
