package io.github.backpropbench.harness;

import io.github.backpropbench.gradient.GradientKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.optimizer.OptimizerKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A block of cells: every combination of the listed values that makes sense. The names of the
 * factors are those of the benchmarks' {@code @Param} fields.
 */
public record Factors(
    List<BenchmarkKind> benchmarks,
    List<String> backends,
    List<Precision> precisions,
    List<NetworkShape> shapes,
    List<Integer> batches,
    List<Boolean> bias,
    List<GradientKind> gradients,
    List<OptimizerKind> optimizers,
    List<String> operations,
    List<String> sizes) {
  static final List<String> NETWORK = List.of("shape", "batch", "bias", "gradient");
  static final List<String> TRAINING = List.of("shape", "batch", "bias", "gradient", "optimizer");

  /** The cells, each once, in the order of the listed values. */
  public List<CellKey> cells() {
    List<CellKey> cells = new ArrayList<>();
    for (BenchmarkKind benchmark : benchmarks) {
      for (Map<String, String> parameters : combinations(valuesOf(benchmark))) {
        if (isMeaningful(parameters)) {
          cells.add(new CellKey(benchmark.method(), parameters));
        }
      }
    }
    return cells.stream().distinct().toList();
  }

  private Map<String, List<String>> valuesOf(BenchmarkKind benchmark) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("backend", backends);
    values.put("precision", precisions.stream().map(Precision::label).toList());
    if (benchmark == BenchmarkKind.KERNEL) {
      values.put("operation", operations);
      values.put("size", sizes);
    }
    Map<String, List<String>> network =
        Map.of(
            "shape", texts(shapes.stream()),
            "batch", texts(batches.stream()),
            "bias", texts(bias.stream()),
            "gradient", gradients.stream().map(GradientKind::label).toList(),
            "optimizer", optimizers.stream().map(OptimizerKind::label).toList());
    for (String factor : benchmark.factors()) {
      values.put(factor, network.getOrDefault(factor, List.of()));
    }
    return values;
  }

  private static List<String> texts(Stream<?> values) {
    return values.map(String::valueOf).toList();
  }

  /** The notebook's gradient is defined only with a bias. */
  private static boolean isMeaningful(Map<String, String> parameters) {
    return !("notebook".equals(parameters.get("gradient"))
        && "false".equals(parameters.get("bias")));
  }

  private static List<Map<String, String>> combinations(Map<String, List<String>> values) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> factor : values.entrySet()) {
      combinations =
          combinations.stream()
              .flatMap(
                  known ->
                      factor.getValue().stream().map(value -> with(known, factor.getKey(), value)))
              .toList();
    }
    return combinations;
  }

  private static Map<String, String> with(Map<String, String> known, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(known);
    more.put(name, value);
    return more;
  }
}
