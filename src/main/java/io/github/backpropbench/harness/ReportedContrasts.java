package io.github.backpropbench.harness;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The comparisons in the report of a run, which are also those that an adaptive run makes precise:
 * each pair of backends and the cost of each method in the main benchmark, what fusion brings to
 * the kernel's operations, and the cost of the kernel interface.
 */
public final class ReportedContrasts {
  /** The benchmarks that backends are judged by, the most important first. */
  public static final List<BenchmarkKind> BY_IMPORTANCE =
      List.of(
          BenchmarkKind.TRAINING_STEP,
          BenchmarkKind.CONVERGENCE,
          BenchmarkKind.FORWARD,
          BenchmarkKind.BACKWARD,
          BenchmarkKind.KERNEL);

  private ReportedContrasts() {}

  /**
   * The benchmark that backends are judged by; empty if none of its kind was measured.
   *
   * @param measured the cells that have results
   */
  public static Optional<BenchmarkKind> mainBenchmark(Collection<CellKey> measured) {
    return BY_IMPORTANCE.stream().filter(kind -> !ofKind(measured, kind).isEmpty()).findFirst();
  }

  /** In whose levels the rows of a benchmark's tables differ. */
  public static Factor rowFactor(BenchmarkKind kind) {
    return kind == BenchmarkKind.KERNEL ? Factor.SIZE : Factor.BATCH;
  }

  /**
   * The comparisons, each once.
   *
   * @param measured the cells that have results
   * @param backends in the order of the report: each is compared with those before it
   */
  public static List<Contrast> of(Collection<CellKey> measured, List<String> backends) {
    List<CellKey> main =
        mainBenchmark(measured).map(kind -> ofKind(measured, kind)).orElse(List.of());
    List<Contrast> contrasts = new ArrayList<>(pairs(main, backends));
    Contrast.among(main).stream()
        .filter(contrast -> contrast.factor() != Factor.BACKEND)
        .forEach(contrasts::add);
    if (!mainBenchmark(measured).equals(Optional.of(BenchmarkKind.KERNEL))) {
      Contrast.among(ofKind(measured, BenchmarkKind.KERNEL)).stream()
          .filter(contrast -> contrast.factor() == Factor.FUSION)
          .forEach(contrasts::add);
    }
    contrasts.addAll(Contrast.among(ofKind(measured, BenchmarkKind.ADAPTER_OVERHEAD)));
    return contrasts;
  }

  /** Every pair of backends whose cells {@linkplain CellKey#inRow are in the same row}. */
  private static List<Contrast> pairs(List<CellKey> cells, List<String> backends) {
    Map<CellKey, List<CellKey>> rows = new LinkedHashMap<>();
    cells.stream()
        .filter(cell -> backends.contains(cell.backend()))
        .sorted(Comparator.comparingInt(cell -> backends.indexOf(cell.backend())))
        .forEach(
            cell ->
                rows.computeIfAbsent(cell.inRow().with(Factor.BACKEND, ""), r -> new ArrayList<>())
                    .add(cell));
    List<Contrast> pairs = new ArrayList<>();
    for (List<CellKey> row : rows.values()) {
      for (int i = 1; i < row.size(); i++) {
        for (int j = 0; j < i; j++) {
          pairs.add(new Contrast(Factor.BACKEND, row.get(i), row.get(j)));
        }
      }
    }
    return pairs;
  }

  /** The cells of a kind that have a backend. */
  static List<CellKey> ofKind(Collection<CellKey> cells, BenchmarkKind kind) {
    return cells.stream()
        .filter(cell -> cell.benchmark().equals(kind.method()))
        .filter(cell -> cell.has(Factor.BACKEND))
        .distinct()
        .toList();
  }
}
