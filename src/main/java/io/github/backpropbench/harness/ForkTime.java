package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.ConvergenceBenchmark;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.IterationSettings;
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

  /** Of a step: three products, on a backend that is neither the fastest nor the slowest. */
  private static final double STEP_NANOSECONDS = 0.5;

  private ForkTime() {}

  /** The time of a fork of the cell. */
  public static Duration of(PlannedCell planned) {
    IterationSettings settings = planned.iterations();
    int iterations = settings.warmup().count() + settings.measurement().count();
    long told =
        settings.warmup().count() * settings.warmup().milliseconds()
            + settings.measurement().count() * settings.measurement().milliseconds();
    double work = multiplyAdds(planned.cell());
    // An iteration ends with the call in which its time is up.
    double overrun = iterations * stepsOfACall(planned.cell()) * work * STEP_NANOSECONDS;
    return START.plusMillis(told).plusNanos(Math.round(overrun + work * SET_UP_NANOSECONDS));
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

  /** Of a network's forward pass; 0 for a cell that has no network. */
  private static double multiplyAdds(CellKey cell) {
    if (cell.parameter("shape").isEmpty() || cell.parameter("batch").isEmpty()) {
      return 0;
    }
    NetworkShape shape = NetworkShape.parse(cell.parameter("shape"));
    double weights = shape.hidden() * ((double) shape.inputs() + shape.outputs());
    return weights * Integer.parseInt(cell.parameter("batch"));
  }
}
