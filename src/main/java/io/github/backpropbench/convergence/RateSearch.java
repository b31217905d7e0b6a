package io.github.backpropbench.convergence;

import io.github.backpropbench.convergence.TargetTraining.Outcome;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.training.LearningRates;
import io.github.backpropbench.training.TrainingBackend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the learning rate of a method by the protocol's rule. Of a grid of rates, those with which
 * most trainings reach the target on the validation rows are considered, and the fewest steps that
 * one of them takes in all, where a training that does not reach the target counts with the steps
 * of all epochs. The smallest rate that takes at most a tenth more is chosen: at the edge of
 * stability, a few seeds take ten times as long, and rounding errors decide which.
 */
final class RateSearch {
  /** From 1e-6 to 5: 1, 2 and 5 times each power of ten. */
  static final List<Double> GRID = grid();

  /** Other seeds than those that are measured. */
  private static final int FIRST_SEED = 1001;

  private static final int SEEDS = 10;

  /** Rates that take this many times the fewest steps are as good. */
  private static final double AS_GOOD = 1.1;

  private final TrainingBackend backend;
  private final TargetTask task;

  RateSearch(TrainingBackend backend, TargetTask task) {
    this.backend = backend;
    this.task = task.onValidationRows();
  }

  /**
   * The rate for a method at a batch size. If no rate of the grid reaches the target, the one next
   * to that of the benchmarks without a target.
   */
  double find(OptimizerKind optimizer, boolean bias, int batch) {
    double usual = LearningRates.of(optimizer, task.loss(), task.shape(), batch);
    List<Double> byDistance = new ArrayList<>(GRID);
    byDistance.sort(Comparator.comparingDouble(rate -> Math.abs(Math.log(rate / usual))));
    List<Trial> trials = new ArrayList<>();
    @Nullable Trial best = null;
    for (double rate : byDistance) {
      Trial trial = new Trial(rate, optimizer, bias, batch, best);
      trials.add(trial);
      best = best == null || trial.isBetterThan(best) ? trial : best;
    }
    Trial least = Objects.requireNonNull(best, "the grid is not empty");
    return least.reached == 0
        ? byDistance.get(0)
        : trials.stream()
            .filter(trial -> trial.reached == least.reached)
            .filter(trial -> trial.steps <= AS_GOOD * least.steps)
            .mapToDouble(trial -> trial.rate)
            .min()
            .orElse(least.rate);
  }

  private static List<Double> grid() {
    List<Double> grid = new ArrayList<>();
    for (int exponent = -6; exponent <= 0; exponent++) {
      for (int digit : new int[] {1, 2, 5}) {
        grid.add(Double.parseDouble(digit + "e" + exponent));
      }
    }
    return List.copyOf(grid);
  }

  /** The trainings at one rate, up to where they can no longer be as good as the best ones. */
  private final class Trial {
    private final double rate;
    private int reached;
    private long steps;

    Trial(double rate, OptimizerKind optimizer, boolean bias, int batch, @Nullable Trial best) {
      this.rate = rate;
      TargetTraining training =
          new TargetTraining(
              backend,
              task,
              TargetTraining.settings(task.loss(), new OptimizerSettings(optimizer, rate), bias),
              batch);
      int most = task.mostSteps(batch);
      for (int i = 0; i < SEEDS; i++) {
        long left = left(best, SEEDS - i, most);
        if (left < 0) {
          reached = 0; // whatever follows, another rate is better
          return;
        }
        Outcome outcome =
            training.train(FIRST_SEED + i, (int) Math.min(most, left), evaluation -> {});
        reached += outcome.isReached() ? 1 : 0;
        steps += outcome.isReached() ? outcome.steps() : most;
      }
    }

    /** The steps with which this rate can still be as good; negative if it cannot. */
    private long left(@Nullable Trial best, int trainingsLeft, int most) {
      if (best == null || reached + trainingsLeft > best.reached) {
        return most;
      }
      return reached + trainingsLeft < best.reached ? -1 : (long) (AS_GOOD * best.steps) - steps;
    }

    private boolean isBetterThan(Trial other) {
      return reached != other.reached ? reached > other.reached : steps < other.steps;
    }
  }
}
