package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.AdapterOverheadBenchmark;
import io.github.backpropbench.benchmark.BackwardBenchmark;
import io.github.backpropbench.benchmark.BandwidthBenchmark;
import io.github.backpropbench.benchmark.CalibrationBenchmark;
import io.github.backpropbench.benchmark.ConvergenceBenchmark;
import io.github.backpropbench.benchmark.ForwardBenchmark;
import io.github.backpropbench.benchmark.HarnessFloorBenchmark;
import io.github.backpropbench.benchmark.KernelBenchmark;
import io.github.backpropbench.benchmark.PeakBenchmark;
import io.github.backpropbench.benchmark.TrainingStepBenchmark;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.results.CellKey;
import java.util.List;
import java.util.Locale;

/** The benchmarks by the names that {@code --benchmarks} takes, with the factors of each. */
public enum BenchmarkKind implements Labelled {
  KERNEL(KernelBenchmark.class, "apply", Factors.KERNEL),
  FORWARD(ForwardBenchmark.class, "forward", Factors.NETWORK),
  BACKWARD(BackwardBenchmark.class, "backward", Factors.NETWORK),
  TRAINING_STEP(TrainingStepBenchmark.class, "step", Factors.TRAINING),
  CONVERGENCE(ConvergenceBenchmark.class, "train", Factors.TRAINING),
  /** A control: a training step against itself. */
  CALIBRATION(CalibrationBenchmark.class, "step", Factors.CALIBRATION),
  /** A control: a training step with and without the kernel interface. */
  ADAPTER_OVERHEAD(AdapterOverheadBenchmark.class, "step", Factors.ADAPTER_OVERHEAD),
  /** A control: a training step that computes nothing. */
  HARNESS_FLOOR(HarnessFloorBenchmark.class, "step", Factors.HARNESS_FLOOR),
  /** A control: how fast the machine multiplies and adds at most. */
  PEAK(PeakBenchmark.class, "multiplyAdd", Factors.PEAK),
  /** A control: how fast the machine reads and writes memory. */
  BANDWIDTH(BandwidthBenchmark.class, "triad", Factors.BANDWIDTH);

  private final String method;
  private final List<String> factors;

  BenchmarkKind(Class<?> type, String method, List<String> factors) {
    this.method = type.getName() + "." + method;
    this.factors = factors;
  }

  /** Whether a cell is one of this benchmark. */
  public boolean measures(CellKey cell) {
    return cell.benchmark().equals(method);
  }

  /** Whether it is about the machine, and of no backend. */
  public boolean isOfMachine() {
    return this == PEAK || this == BANDWIDTH;
  }

  /** The benchmark method as JMH names it. */
  public String method() {
    return method;
  }

  /** The factors that a cell of this benchmark has. */
  List<String> factors() {
    return factors;
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static BenchmarkKind parse(String label) {
    return Labelled.parse(BenchmarkKind.class, "benchmark", label);
  }
}
