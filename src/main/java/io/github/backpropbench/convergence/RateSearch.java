package io.github.backpropbench.convergence;

import io.github.backpropbench.convergence.TargetTraining.Outcome;
import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.problem.OptimizerSettings;
import io.github.backpropbench.training.LearningRates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the learning rate of a method by the protocol's rule: of a grid of rates, the one with which
 * most trainings reach the target on the validation rows; of those, the one that takes the fewest
 * steps in all, where a training that does not reach it counts with the steps of all epochs; of
 * equals, the smaller one.
 */
final class RateSearch {
  /** From 1e-6 to 5: 1, 2 and 5 times each power of ten. */
  static final List<Double> GRID = grid();

  /** Other seeds than those that are measured. */
  private static final int FIRST_SEED = 1001;

  private static final int SEEDS = 5;

  private final MatrixKernel<?> kernel;
  private final TargetTask task;

  RateSearch(MatrixKernel<?> kernel, TargetTask task) {
    this.kernel = kernel;
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
    @Nullable Trial best = null;
    for (double rate : byDistance) {
      Trial trial = new Trial(rate, optimizer, bias, batch, best);
      if (trial.reached > 0 && (best == null || trial.isBetterThan(best))) {
        best = trial;
      }
    }
    return best == null ? byDistance.get(0) : best.rate;
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

  /** The trainings at one rate, up to where they can no longer be better than the best ones. */
  private final class Trial {
    final double rate;
    private int reached;
    private long steps;

    Trial(double rate, OptimizerKind optimizer, boolean bias, int batch, @Nullable Trial best) {
      this.rate = rate;
      TargetTraining<?> training =
          new TargetTraining<>(
              kernel,
              task,
              TargetTraining.settings(task.loss(), new OptimizerSettings(optimizer, rate), bias),
              batch);
      int most = task.mostSteps(batch);
      for (int i = 0; i < SEEDS; i++) {
        int limit = most;
        if (best != null && reached + SEEDS - i <= best.reached) {
          long left = best.steps - steps;
          if (reached + SEEDS - i < best.reached || left < 0) {
            reached = 0; // whatever follows, another rate is better
            return;
          }
          limit = (int) Math.min(most, left);
        }
        Outcome outcome = training.train(FIRST_SEED + i, limit, evaluation -> {});
        reached += outcome.isReached() ? 1 : 0;
        steps += outcome.isReached() ? outcome.steps() : most;
      }
    }

    boolean isBetterThan(Trial other) {
      if (reached != other.reached) {
        return reached > other.reached;
      }
      return steps != other.steps ? steps < other.steps : rate < other.rate;
    }
  }
}
