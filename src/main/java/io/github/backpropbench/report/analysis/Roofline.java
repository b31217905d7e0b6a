package io.github.backpropbench.report.analysis;

import io.github.backpropbench.benchmark.BandwidthBenchmark;
import io.github.backpropbench.benchmark.PeakBenchmark;
import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.kernel.ProductSize;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.training.TrainingStep;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The machine's limits, as far as the run has measured them, and how close cells come to them.
 * Operations are floating-point multiplications and additions of matrix products.
 */
public final class Roofline {
  private final MeasuredRun run;

  /** Operations per second by the cell that measured them. */
  private final Map<CellKey, Double> peaks = new HashMap<>();

  /** Bytes per second by the number of threads. */
  private final Map<Integer, Double> bandwidths = new HashMap<>();

  private Roofline(MeasuredRun run) {
    this.run = run;
    for (CellKey cell : run.cells(BenchmarkKind.PEAK)) {
      perSecond(cell, OptionalDouble.of(PeakBenchmark.operations(threads(cell))))
          .ifPresent(rate -> peaks.put(cell, rate));
    }
    for (CellKey cell : run.cells(BenchmarkKind.BANDWIDTH)) {
      perSecond(cell, OptionalDouble.of(BandwidthBenchmark.BYTES))
          .ifPresent(rate -> bandwidths.put(threads(cell), rate));
    }
  }

  public static Roofline of(MeasuredRun run) {
    return new Roofline(run);
  }

  /** Whether no limit of the machine was measured. */
  public boolean isEmpty() {
    return peaks.isEmpty() && bandwidths.isEmpty();
  }

  /** The numbers of threads for which a limit was measured, in ascending order. */
  public Collection<Integer> threads() {
    TreeSet<Integer> threads = new TreeSet<>(bandwidths.keySet());
    peaks.keySet().forEach(cell -> threads.add(threads(cell)));
    return threads;
  }

  /** The most operations per second in a precision on a number of threads. */
  public OptionalDouble peak(String precision, int threads) {
    Map<String, String> factors =
        Map.of(
            Factor.PRECISION.label(), precision, Factor.THREADS.label(), Integer.toString(threads));
    return optional(peaks.get(new CellKey(BenchmarkKind.PEAK.method(), factors)));
  }

  /** The most bytes per second on a number of threads. */
  public OptionalDouble bandwidth(int threads) {
    return optional(bandwidths.get(threads));
  }

  /** The operations per second of a training step or a product; empty for any other cell. */
  public OptionalDouble rate(CellKey cell) {
    return perSecond(cell, operations(cell));
  }

  /** A cell's rate divided by the peak of its precision and threads; empty if one is unknown. */
  public OptionalDouble share(CellKey cell) {
    OptionalDouble rate = rate(cell);
    OptionalDouble peak = peak(cell.value(Factor.PRECISION), threads(cell));
    return rate.isPresent() && peak.isPresent()
        ? OptionalDouble.of(rate.getAsDouble() / peak.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble perSecond(CellKey cell, OptionalDouble amount) {
    Optional<OperationTime> time = run.time(cell);
    return amount.isPresent() && time.isPresent()
        ? OptionalDouble.of(time.get().perSecond(amount.getAsDouble()))
        : OptionalDouble.empty();
  }

  /** Empty for other cells, and for those of foreign files with a malformed shape or size. */
  private static OptionalDouble operations(CellKey cell) {
    if (BenchmarkKind.TRAINING_STEP.measures(cell)
        && cell.shape().isPresent()
        && cell.batch().isPresent()) {
      return OptionalDouble.of(
          TrainingStep.operations(cell.shape().get(), cell.batch().getAsInt()));
    }
    return ProductSize.of(cell.value(Factor.OPERATION), cell.value(Factor.SIZE))
        .map(size -> OptionalDouble.of(size.operations()))
        .orElse(OptionalDouble.empty());
  }

  /** 0 if the cell has no number of threads; no peak is known for that. */
  private static int threads(CellKey cell) {
    return cell.threads().orElse(0);
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
