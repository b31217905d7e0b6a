package io.github.backpropbench.report.analysis;

import io.github.backpropbench.comparison.SecondaryMetrics;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import java.util.Optional;

/**
 * What a warm operation allocates, by JMH's GC profiler.
 *
 * @param bytes per operation; 0 if that is less than an object, or may be JMH's own
 * @param error half the width of JMH's 99.9 % interval in bytes; NaN if there is none
 */
public record Allocation(double bytes, double error) {
  /** No object in a HotSpot JVM is smaller. */
  public static final double SMALLEST_OBJECT = 8;

  /** Older releases of JMH put a dot before it. */
  private static final String SINGLE_SHOT = "ss";

  private static final double NANOSECONDS_PER_MILLISECOND = 1e6;
  private static final Allocation NONE = new Allocation(0, Double.NaN);

  /** The mean of a cell's forks; empty if none was measured with the profiler. */
  public static Optional<Allocation> of(MeasuredRun run, CellKey cell) {
    return run.forksOf(cell).stream()
        .flatMap(fork -> fork.finiteMetrics().keySet().stream())
        .filter(name -> name.endsWith(SecondaryMetrics.ALLOCATION))
        .findFirst()
        .flatMap(name -> run.secondary(cell, name))
        .map(
            bytes ->
                bytes.value() < SMALLEST_OBJECT || mayBeJmhs(run, cell, bytes.value())
                    ? NONE
                    : new Allocation(bytes.value(), bytes.error()));
  }

  private static boolean mayBeJmhs(MeasuredRun run, CellKey cell, double bytes) {
    Optional<OperationTime> time = run.time(cell);
    if (time.isEmpty()) {
      return false;
    }
    Measurement fork = run.forksOf(cell).get(0);
    long milliseconds = fork.iterations().measurement().milliseconds();
    if (milliseconds == 0 && !fork.mode().equals(SINGLE_SHOT)) {
      return false; // a file need not tell how long an iteration is
    }
    double operations = milliseconds * NANOSECONDS_PER_MILLISECOND / time.get().nanoseconds();
    return bytes * Math.max(1, operations) < SecondaryMetrics.OWN_BYTES;
  }

  /** {@code 0}, {@code 112 B}, {@code 18.3 kB}. */
  public String text() {
    return text(bytes);
  }

  /** A number of bytes in the same form. */
  public static String text(double bytes) {
    return bytes == 0 ? "0" : Figures.bytes(bytes);
  }
}
