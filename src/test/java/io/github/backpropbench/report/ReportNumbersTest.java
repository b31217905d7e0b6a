package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.render.ParsedMarkdown;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The figures in the tables, recomputed from the measurements by other means. */
class ReportNumbersTest {
  private static final RunResults RUN = SyntheticRun.of(Profile.QUICK, "arrays", "ejml", "ojalgo");

  /** Student's t for 95 % at 5 degrees of freedom (1 of 2 forks, 4 borrowed), from a table. */
  private static final double STUDENT = 2.5706;

  /** Half a unit in the third digit of a figure. */
  private static final double ROUNDING = 0.0051;

  private final List<List<List<String>>> tables =
      new ParsedMarkdown(RunReport.of(RUN).markdown()).tables();

  @Test
  void throughputTimeAndError() {
    Map<String, String> cells = cells(tables.get(0));
    List<CellKey> steps = steps();
    assertThat(cells).hasSize(45);
    double borrowed =
        RUN.measurements().stream()
            .map(Measurement::cell)
            .distinct()
            .mapToDouble(ReportNumbersTest::variance)
            .average()
            .orElseThrow();
    for (CellKey step : steps) {
      double[] logs = forks(step).stream().mapToDouble(fork -> Math.log(median(fork))).toArray();
      double center = Arrays.stream(logs).sum() / logs.length;
      double variance = (4 * borrowed + variance(step)) / 5;
      double reach = STUDENT * Math.sqrt(variance / logs.length);
      double mean = Math.exp(center);
      String[] lines = cell(cells, step).split("\n", -1);
      String[] timeAndError = lines[1].split(" ±", -1);
      double batch = Double.parseDouble(step.value(Factor.BATCH));
      assertThat(number(lines[0].replace("* ", ""))).isCloseTo(batch / mean * 1e9, relative());
      assertThat(number(timeAndError[0])).isCloseTo(mean, relative());
      assertThat(number(timeAndError[1])).isCloseTo(100 * Math.expm1(reach), within(0.051));
    }
  }

  /** Of the logarithms of a cell's forks. */
  private static double variance(CellKey cell) {
    double[] logs = forks(cell).stream().mapToDouble(fork -> Math.log(median(fork))).toArray();
    double center = Arrays.stream(logs).average().orElseThrow();
    return Arrays.stream(logs).map(log -> (log - center) * (log - center)).sum()
        / (logs.length - 1);
  }

  @Test
  void ratiosToArrays() {
    Map<String, String> cells = cells(tables.get(1));
    assertThat(cells).hasSize(30);
    for (CellKey step : steps()) {
      if (!step.backend().equals("arrays")) {
        assertRatio(cell(cells, step), step, step.with(Factor.BACKEND, "arrays"));
      }
    }
  }

  @Test
  void costsOfBiasAutogradAndAdam() {
    Map<String, String> cells = cells(tables.get(3));
    assertThat(cells).hasSize(27);
    for (CellKey step : steps()) {
      String key = step.value(Factor.BATCH) + " " + heading(step);
      if (!step.value(Factor.SHAPE).equals("3-2-1")) {
        continue; // measured by one method only
      }
      if (step.value(Factor.OPTIMIZER).equals("adam")) {
        assertRatio(
            get(cells, "adam: 3-2-1 f32, autograd, bias " + key),
            step,
            step.with(Factor.OPTIMIZER, "sgd"));
      } else if (step.value(Factor.GRADIENT).equals("autograd")) {
        assertRatio(
            get(cells, "autograd, eager: 3-2-1 f32, sgd, bias " + key),
            step,
            step.with(Factor.GRADIENT, "manual"));
      } else if (step.value(Factor.GRADIENT).equals("graph")) {
        assertRatio(
            get(cells, "graph, traced and fused: 3-2-1 f32, sgd, bias " + key),
            step,
            step.with(Factor.GRADIENT, "manual"));
      } else if (isMeasuredWithoutBias(step)) {
        assertRatio(
            get(cells, "bias: 3-2-1 f32, manual sgd " + key),
            step,
            step.with(Factor.BIAS, "false"));
      }
    }
  }

  @Test
  void fusedAgainstOpByOp() {
    Map<String, String> cells = cells(tables.get(4));
    assertThat(cells).hasSize(3);
    for (CellKey step : steps()) {
      if (step.value(Factor.FUSION).equals("off")) {
        CellKey fused = step.with(Factor.FUSION, "on");
        assertRatio(get(cells, "3-2-1 f32, manual sgd, bias 64 " + heading(step)), fused, step);
      }
    }
  }

  private static boolean isMeasuredWithoutBias(CellKey step) {
    return step.value(Factor.BIAS).equals("true")
        && steps().contains(step.with(Factor.BIAS, "false"));
  }

  @Test
  void theUnitOfAMeasurementMakesNoDifference() {
    String inNanoseconds = RunReport.of(RUN).text();
    assertThat(RunReport.of(converted("avgt", "us/op", RUN)).text()).isEqualTo(inNanoseconds);
    assertThat(RunReport.of(converted("thrpt", "ops/ms", RUN)).text()).isEqualTo(inNanoseconds);
  }

  private static RunResults converted(String mode, String unit, RunResults run) {
    List<Measurement> forks =
        run.measurements().stream()
            .map(
                fork ->
                    fork.withScores(
                        mode,
                        unit,
                        fork.scores().stream()
                            .map(time -> fork.unit().equals("us/op") ? time : time / 1e3)
                            .map(time -> mode.equals("thrpt") ? 1e3 / time : time)
                            .toList()))
            .toList();
    return new RunResults(run.description(), forks, run.losses());
  }

  private static void assertRatio(String text, CellKey cell, CellKey reference) {
    List<Measurement> numerators = forks(cell);
    List<Measurement> denominators = forks(reference);
    double product = 1;
    for (int i = 0; i < numerators.size(); i++) {
      product *= median(numerators.get(i)) / median(denominators.get(i));
    }
    double ratio = Math.pow(product, 1.0 / numerators.size());
    String[] parts = text.replace("?", "").split("[ (–)]+", -1);
    assertThat(Double.parseDouble(parts[0])).as(text).isCloseTo(ratio, within(0.0051));
    assertThat(Double.parseDouble(parts[1])).as(text).isLessThanOrEqualTo(ratio + 0.005);
    assertThat(Double.parseDouble(parts[2])).as(text).isGreaterThanOrEqualTo(ratio - 0.005);
  }

  private static double median(Measurement fork) {
    return fork.scores().stream().sorted().toList().get(fork.scores().size() / 2);
  }

  /** A table's cells by group, level and backend. */
  private static Map<String, String> cells(List<List<String>> table) {
    Map<String, String> cells = new HashMap<>();
    List<String> heading = table.get(0);
    String group = "";
    for (List<String> row : table.subList(1, table.size())) {
      group = row.get(0).isEmpty() ? group : row.get(0);
      for (int i = 2; i < row.size(); i++) {
        cells.put(group + " " + row.get(1) + " " + heading.get(i), row.get(i));
      }
    }
    return cells;
  }

  private static String cell(Map<String, String> cells, CellKey step) {
    String bias = step.value(Factor.BIAS).equals("true") ? "bias" : "no bias";
    String key =
        "%s%s %s, %s %s, %s%s %s %s"
            .formatted(
                step.value(Factor.SHAPE),
                step.value(Factor.LOSS).equals("squared-error") ? "" : " cross-entropy",
                step.value(Factor.PRECISION),
                step.value(Factor.GRADIENT),
                step.value(Factor.OPTIMIZER),
                bias,
                step.value(Factor.FUSION).equals("off") ? ", op by op" : "",
                step.value(Factor.BATCH),
                heading(step));
    return get(cells, key);
  }

  private static String heading(CellKey step) {
    return step.backend().equals("arrays") ? "(arrays)" : step.backend();
  }

  private static String get(Map<String, String> cells, String key) {
    return Objects.requireNonNull(cells.get(key), key);
  }

  private static List<CellKey> steps() {
    List<CellKey> steps = new ArrayList<>();
    for (Measurement fork : RUN.measurements()) {
      if (fork.round() == 1 && fork.cell().shortBenchmark().equals("TrainingStepBenchmark.step")) {
        steps.add(fork.cell());
      }
    }
    return steps;
  }

  private static List<Measurement> forks(CellKey cell) {
    return RUN.measurements().stream().filter(fork -> fork.cell().equals(cell)).toList();
  }

  /** A figure with its unit, in nanoseconds, per second or as it is. */
  private static double number(String figure) {
    String[] parts = figure.split(" ", -1);
    double factor =
        switch (parts[1]) {
          case "µs", "k/s" -> 1e3;
          case "ms", "M/s" -> 1e6;
          case "ns", "/s", "%" -> 1;
          default -> throw new AssertionError("unit of " + figure);
        };
    return Double.parseDouble(parts[0]) * factor;
  }

  private static Percentage relative() {
    return Percentage.withPercentage(100 * ROUNDING);
  }
}
