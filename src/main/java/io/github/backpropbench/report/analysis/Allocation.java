package io.github.backpropbench.report.analysis;

import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import java.util.Optional;

/**
 * What a warm operation allocates, by JMH's GC profiler.
 *
 * @param bytes an operation; 0 if it is less than an object, or than JMH needs for itself
 * @param error half the width of JMH's 99.9 % interval in bytes; NaN if it has none
 */
public record Allocation(double bytes, double error) {
  /** No object of a HotSpot JVM is smaller. */
  public static final double SMALLEST_OBJECT = 8;

  /** What JMH and the JVM allocate for themselves in an iteration is a third of this. */
  public static final double OWN_BYTES = 16_384;

  private static final String METRIC = "gc.alloc.rate.norm";
  private static final double NANOSECONDS_A_MILLISECOND = 1e6;
  private static final Allocation NONE = new Allocation(0, Double.NaN);

  /** Of a cell's forks; empty if none was measured with the profiler. */
  public static Optional<Allocation> of(MeasuredRun run, CellKey cell) {
    return run.secondary(cell, METRIC)
        .map(
            bytes ->
                bytes.value() < SMALLEST_OBJECT || isJmhs(run, cell, bytes.value())
                    ? NONE
                    : new Allocation(bytes.value(), bytes.error()));
  }

  private static boolean isJmhs(MeasuredRun run, CellKey cell, double bytes) {
    Optional<OperationTime> time = run.time(cell);
    if (time.isEmpty()) {
      return false;
    }
    long milliseconds = run.forksOf(cell).get(0).iterations().measurement().milliseconds();
    double operations = milliseconds * NANOSECONDS_A_MILLISECOND / time.get().nanoseconds();
    return bytes * Math.max(1, operations) < OWN_BYTES;
  }

  /** {@code 0}, {@code 112 B}, {@code 18.3 kB}. */
  public String text() {
    return text(bytes);
  }

  /** A number of bytes that an operation allocates. */
  public static String text(double bytes) {
    return bytes == 0 ? "0" : Figures.bytes(bytes);
  }
}
