package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.ConvergenceBenchmark;
import io.github.backpropbench.benchmark.ProductSize;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.time.Duration;

/**
 * How long a fork takes, before any was measured. The constants were fitted to the forks of
 * recorded runs on a server of 2020; another machine is not far from them.
 */
public final class ForkTime {
  /** The start of a JVM, and a set-up that is not worth mentioning. */
  static final Duration START = Duration.ofMillis(1000);

  /** Of the set-up: the oracle's passes and steps, in float64 and without any haste. */
  private static final double SET_UP_NANOSECONDS = 15;

  /** Of a product, on a backend that is neither the fastest nor the slowest. */
  private static final double PRODUCT_NANOSECONDS = 0.25;

  /** A step's products have twice the work of its forward pass: one to forward, one to backward. */
  private static final double PRODUCTS_OF_A_STEP = 2;

  private ForkTime() {}

  /** The time of a fork of the cell. */
  public static Duration of(PlannedCell planned) {
    IterationSettings settings = planned.iterations();
    Duration call = ofCall(planned.cell());
    double setUp = multiplyAdds(planned.cell()) * SET_UP_NANOSECONDS;
    return START
        .plusNanos(Math.round(setUp))
        .plus(of(settings.warmup(), call))
        .plus(of(settings.measurement(), call));
  }

  /** An iteration ends with the call in which its time is up. */
  private static Duration of(Iterations iterations, Duration call) {
    Duration one = Duration.ofMillis(iterations.milliseconds()).plus(call.dividedBy(2));
    return (one.compareTo(call) > 0 ? one : call).multipliedBy(iterations.count());
  }

  /** The time of one call of the benchmark's method; 0 for a cell of which nothing is known. */
  public static Duration ofCall(CellKey cell) {
    double steps = stepsOfACall(cell) * PRODUCTS_OF_A_STEP * multiplyAdds(cell);
    return Duration.ofNanos(Math.round((steps + productOf(cell)) * PRODUCT_NANOSECONDS));
  }

  /** The time of all forks of the plan's rounds. */
  public static Duration ofRounds(Plan plan) {
    return plan.cells().stream()
        .map(ForkTime::of)
        .reduce(Duration.ZERO, Duration::plus)
        .multipliedBy(plan.rounds());
  }

  private static int stepsOfACall(CellKey cell) {
    return cell.benchmark().equals(BenchmarkKind.CONVERGENCE.method())
        ? ConvergenceBenchmark.STEPS
        : 1;
  }

  /** The multiply-adds of a kernel's product; 0 for any other cell. */
  private static double productOf(CellKey cell) {
    return ProductSize.PRODUCTS.contains(cell.parameter("operation"))
        ? ProductSize.parse(cell.parameter("size")).operations() / 2
        : 0;
  }

  /** Of a network's forward pass; 0 for a cell that has no network. */
  private static double multiplyAdds(CellKey cell) {
    if (cell.parameter("shape").isEmpty() || cell.parameter("batch").isEmpty()) {
      return 0;
    }
    NetworkShape shape = NetworkShape.parse(cell.parameter("shape"));
    return (double) shape.weights() * Integer.parseInt(cell.parameter("batch"));
  }
}
