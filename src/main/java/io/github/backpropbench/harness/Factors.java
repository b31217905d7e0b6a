package io.github.backpropbench.harness;

import io.github.backpropbench.benchmark.ProductSize;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.CellKey;
import java.util.ArrayList;
import java.util.HashMap;
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
    List<Integer> threads,
    List<NetworkShape> shapes,
    List<Integer> batches,
    List<Boolean> bias,
    List<GradientKind> gradients,
    List<OptimizerKind> optimizers,
    List<String> operations,
    List<String> sizes) {
  static final List<String> KERNEL =
      List.of("backend", "precision", "threads", "operation", "size");
  static final List<String> NETWORK =
      List.of("backend", "precision", "threads", "shape", "batch", "bias", "gradient");
  static final List<String> TRAINING = and(NETWORK, "optimizer");
  static final List<String> CALIBRATION = and(TRAINING, "arm");
  static final List<String> ADAPTER_OVERHEAD = List.of("backend", "shape", "batch", "path");
  static final List<String> HARNESS_FLOOR = List.of("gradient");
  static final List<String> PEAK = List.of("precision", "threads");
  static final List<String> BANDWIDTH = List.of("threads");

  /** The machine is held against itself on one thread, whatever else is measured. */
  private static final List<String> ONE = List.of("1");

  private static List<String> and(List<String> factors, String more) {
    return Stream.concat(factors.stream(), Stream.of(more)).toList();
  }

  /**
   * Checks what has no type of its own.
   *
   * @throws IllegalArgumentException if an operation is unknown, or a size is none
   */
  public Factors {
    for (String operation : operations) {
      if (!Levels.OPERATIONS.contains(operation)) {
        throw new IllegalArgumentException(
            "unknown operation '"
                + operation
                + "'; known: "
                + String.join(", ", Levels.OPERATIONS));
      }
    }
    sizes.forEach(ProductSize::parse);
  }

  /**
   * These factors on the numbers of threads that each backend is measured on.
   *
   * @param byBackend a list for each of the backends, empty for one that is not measured
   */
  public List<Factors> onThreads(Map<String, List<Integer>> byBackend) {
    Map<List<Integer>, List<String>> alike = new LinkedHashMap<>();
    for (String backend : backends) {
      alike
          .computeIfAbsent(byBackend.getOrDefault(backend, List.of()), key -> new ArrayList<>())
          .add(backend);
    }
    return alike.entrySet().stream().map(group -> on(group.getValue(), group.getKey())).toList();
  }

  private Factors on(List<String> someBackends, List<Integer> someThreads) {
    return new Factors(
        benchmarks,
        someBackends,
        precisions,
        someThreads,
        shapes,
        batches,
        bias,
        gradients,
        optimizers,
        operations,
        sizes);
  }

  /** Whether all of it is about the machine, and of no backend. */
  public boolean isOfMachine() {
    return benchmarks.stream().allMatch(BenchmarkKind::isOfMachine);
  }

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
    Map<String, List<String>> known = new HashMap<>();
    known.put("backend", backends);
    known.put("precision", precisions.stream().map(Precision::label).toList());
    known.put("threads", benchmark == BenchmarkKind.CALIBRATION ? ONE : texts(threads.stream()));
    known.put("operation", operations);
    known.put("size", sizes);
    known.put("shape", texts(shapes.stream()));
    known.put("batch", texts(batches.stream()));
    known.put("bias", texts(bias.stream()));
    known.put("gradient", gradients.stream().map(GradientKind::label).toList());
    known.put("optimizer", optimizers.stream().map(OptimizerKind::label).toList());
    known.put("arm", Levels.ARMS);
    known.put("path", Levels.PATHS);
    Map<String, List<String>> values = new LinkedHashMap<>();
    benchmark
        .factors()
        .forEach(factor -> values.put(factor, known.getOrDefault(factor, List.of())));
    return values;
  }

  private static List<String> texts(Stream<?> values) {
    return values.map(String::valueOf).toList();
  }

  /**
   * The notebook's gradient is defined only with a bias, and not every backend has a step that is
   * written without the interface.
   */
  private static boolean isMeaningful(Map<String, String> parameters) {
    boolean undefined =
        "notebook".equals(parameters.get("gradient")) && "false".equals(parameters.get("bias"));
    boolean missing =
        parameters.containsKey("path")
            && !Levels.DIRECT_BACKENDS.contains(parameters.get("backend"));
    return !undefined && !missing;
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
