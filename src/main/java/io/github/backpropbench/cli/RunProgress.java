package io.github.backpropbench.cli;

import io.github.backpropbench.harness.RunListener;
import io.github.backpropbench.results.CellKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells how a run goes on: what is measured now, how much is done, and the time left. */
interface RunProgress extends RunListener, AutoCloseable {
  /** The factors in the order in which people name them. */
  List<String> FACTORS =
      List.of(
          "backend",
          "precision",
          CellKey.THREADS,
          "operation",
          "size",
          "shape",
          "batch",
          "gradient",
          "bias",
          "optimizer",
          "arm",
          "path");

  /**
   * A bar for whoever looks on, lines for a file.
   *
   * @param estimate of what is left; is told of each fork
   */
  static RunProgress on(Terminal terminal, RunEstimate estimate) {
    return terminal.interactive()
        ? new BarProgress(terminal, estimate)
        : new LineProgress(terminal.err(), estimate);
  }

  /** A cell in few words, as in {@code TrainingStep ejml f32 3-2-1 64 manual bias sgd}. */
  static String brief(CellKey cell) {
    String benchmark = cell.shortBenchmark().replaceFirst("Benchmark\\..*", "");
    return Stream.concat(
            Stream.of(benchmark),
            FACTORS.stream()
                .filter(factor -> !cell.parameter(factor).isEmpty())
                .map(factor -> value(factor, cell.parameter(factor)))
                .filter(value -> !value.isEmpty()))
        .collect(Collectors.joining(" "));
  }

  private static String value(String factor, String value) {
    return switch (factor + "=" + value) {
      case "bias=true" -> "bias";
      case "bias=false" -> "no-bias";
      case "threads=1" -> "";
      default -> factor.equals(CellKey.THREADS) ? value + "-threads" : value;
    };
  }

  @Override
  void close();
}
