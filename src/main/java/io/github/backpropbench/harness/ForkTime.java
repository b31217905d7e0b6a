package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.ConvergenceBenchmark;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.training.TrainingStep;
import java.time.Duration;

/**
 * An estimate of how long a fork takes, before any has been measured. The constants were fitted to
 * recorded runs on server CPUs; other machines are not far off.
 */
public final class ForkTime {
  /** Starting a JVM, and a set-up of negligible size. */
  static final Duration START = Duration.ofMillis(350);

  /** Nanoseconds per multiply-add of the set-up: the oracle's plain float64 passes and steps. */
  private static final double SET_UP_NANOSECONDS = 15;

  /** Nanoseconds per multiply-add of a product, on a backend of middling speed. */
  private static final double PRODUCT_NANOSECONDS = 0.25;

  /** How many times as long a step of an engine takes, as ojAlgo's does with a batch of 64. */
  private static final double ENGINE = 4;

  /** How much longer the set-up is with minibatches, which are verified for two epochs. */
  private static final double SET_UPS_OF_MINIBATCHES = 18;

  /** A training of digits takes some forty steps with large batches and four hundred with small. */
  private static final int STEPS_TO_TARGET = 150;

  private ForkTime() {}

  /** The time of a fork of the cell. */
  public static Duration of(PlannedCell planned) {
    IterationSettings settings = planned.iterations();
    Duration call = ofCall(planned.cell());
    double setUp = setUps(planned.cell()) * multiplyAdds(planned.cell()) * SET_UP_NANOSECONDS;
    return START
        .plusNanos(Math.round(setUp))
        .plus(of(settings.warmup(), call))
        .plus(of(settings.measurement(), call));
  }

  /** An iteration ends with the call during which its time runs out. */
  private static Duration of(Iterations iterations, Duration call) {
    Duration one = Duration.ofMillis(iterations.milliseconds()).plus(call.dividedBy(2));
    return (one.compareTo(call) > 0 ? one : call).multipliedBy(iterations.count());
  }

  /** The time of one call of the benchmark's method; 0 for a cell of unknown cost. */
  public static Duration ofCall(CellKey cell) {
    boolean engine = cell.value(Factor.GRADIENT).equals(GradientKind.ENGINE.label());
    double steps = stepsOfACall(cell) * multiplyAddsOfAStep(cell) * (engine ? ENGINE : 1);
    return Duration.ofNanos(Math.round((steps + productOf(cell)) * PRODUCT_NANOSECONDS));
  }

  /** The time of all forks of the plan's rounds. */
  public static Duration ofRounds(Plan plan) {
    return plan.cells().stream()
        .map(ForkTime::of)
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(plan.rounds());
  }

  private static double setUps(CellKey cell) {
    String feed = cell.value(Factor.FEED);
    return feed.isEmpty() || feed.equals(Factor.FEED.baseline()) ? 1 : SET_UPS_OF_MINIBATCHES;
  }

  private static int stepsOfACall(CellKey cell) {
    if (!BenchmarkKind.CONVERGENCE.measures(cell)) {
      return 1;
    }
    return cell.trainsToTarget() ? STEPS_TO_TARGET : ConvergenceBenchmark.STEPS;
  }

  /** The multiply-adds of a kernel's product; 0 for any other cell. */
  private static double productOf(CellKey cell) {
    return ProductSize.of(cell.value(Factor.OPERATION), cell.value(Factor.SIZE))
        .map(size -> size.operations() / 2)
        .orElse(0.0);
  }

  /** The multiply-adds of a network's training step; 0 for a cell without a network. */
  private static double multiplyAddsOfAStep(CellKey cell) {
    return cell.shape().isPresent() && cell.batch().isPresent()
        ? TrainingStep.operations(cell.shape().get(), cell.batch().getAsInt()) / 2
        : 0;
  }

  /** The multiply-adds of a network's forward pass; 0 for a cell without a network. */
  private static double multiplyAdds(CellKey cell) {
    if (cell.shape().isEmpty() || cell.batch().isEmpty()) {
      return 0;
    }
    return (double) cell.shape().get().weights() * cell.batch().getAsInt();
  }
}
