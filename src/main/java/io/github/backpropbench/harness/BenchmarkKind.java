package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.AdapterOverheadBenchmark;
import io.github.backpropbench.benchmark.BackwardBenchmark;
import io.github.backpropbench.benchmark.BandwidthBenchmark;
import io.github.backpropbench.benchmark.CalibrationBenchmark;
import io.github.backpropbench.benchmark.ConvergenceBenchmark;
import io.github.backpropbench.benchmark.ForwardBenchmark;
import io.github.backpropbench.benchmark.HarnessFloorBenchmark;
import io.github.backpropbench.benchmark.KernelBenchmark;
import io.github.backpropbench.benchmark.NativeCallBenchmark;
import io.github.backpropbench.benchmark.PeakBenchmark;
import io.github.backpropbench.benchmark.TrainingStepBenchmark;
import io.github.backpropbench.kernel.Labelled;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;

/** The benchmarks by the names that {@code --benchmarks} takes. */
public enum BenchmarkKind implements Labelled {
  KERNEL(KernelBenchmark.class, "apply"),
  FORWARD(ForwardBenchmark.class, "forward"),
  BACKWARD(BackwardBenchmark.class, "backward"),
  TRAINING_STEP(TrainingStepBenchmark.class, "step"),
  CONVERGENCE(ConvergenceBenchmark.class, "train"),
  /** A control: a training step against itself. */
  CALIBRATION(CalibrationBenchmark.class, "step"),
  /** A control: a training step with and without the kernel interface. */
  ADAPTER_OVERHEAD(AdapterOverheadBenchmark.class, "step"),
  /** A control: a training step that computes nothing. */
  HARNESS_FLOOR(HarnessFloorBenchmark.class, "step"),
  /** A control: the smallest product of a native library. */
  NATIVE_CALL(NativeCallBenchmark.class, "multiply"),
  /** A control: the machine's peak rate of multiplications and additions. */
  PEAK(PeakBenchmark.class, "multiplyAdd"),
  /** A control: the machine's memory bandwidth. */
  BANDWIDTH(BandwidthBenchmark.class, "triad");

  private final String method;

  /** The benchmark's factors, each with the values that it declares. */
  private final Map<Factor, List<String>> declared = new EnumMap<>(Factor.class);

  BenchmarkKind(Class<?> type, String method) {
    this.method = type.getName() + "." + method;
    for (Field field : type.getFields()) {
      Param param = field.getAnnotation(Param.class);
      if (param != null) {
        Factor factor = Labelled.parse(Factor.class, "factor", field.getName());
        declared.put(factor, List.of(param.value()));
      }
    }
  }

  /** Whether a cell is one of this benchmark. */
  public boolean measures(CellKey cell) {
    return cell.benchmark().equals(method);
  }

  /** Whether it measures the machine rather than a backend. */
  public boolean isOfMachine() {
    return this == PEAK || this == BANDWIDTH;
  }

  /** The benchmark method as JMH names it. */
  public String method() {
    return method;
  }

  /** The factors that a cell of this benchmark has, in their order. */
  Collection<Factor> factors() {
    return Collections.unmodifiableSet(declared.keySet());
  }

  /** The values of a factor that the benchmark declares, which are what plain JMH measures. */
  List<String> declared(Factor factor) {
    return declared.getOrDefault(factor, List.of());
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
