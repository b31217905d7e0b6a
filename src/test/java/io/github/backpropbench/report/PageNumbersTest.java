package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The figures in the charts, recomputed from the measurements by other means. */
class PageNumbersTest {
  /** In the order of the page: libraries first. */
  private static final List<String> BACKENDS = List.of("ejml", "ojalgo", "arrays");

  private static final RunResults RUN =
      SyntheticRun.of(Profile.QUICK, BACKENDS.toArray(String[]::new));

  /** The page's numbers have the seven digits of a float. */
  private static final Percentage ROUNDING = Percentage.withPercentage(1e-4);

  /** Its ratios have six. */
  private static final Percentage ROUNDING_OF_RATIOS = Percentage.withPercentage(1e-3);

  private final JsonNode data = new ParsedPage(RunReport.of(RUN).html()).data();
  private final Map<String, JsonNode> rows = rows();

  @Test
  void timeAndThroughput() {
    int cells = 0;
    for (CellKey step : steps()) {
      // The geometric mean of the forks' medians: each has five iterations.
      double mean =
          Math.exp(
              forks(step).stream()
                  .mapToDouble(fork -> Math.log(fork.scores().stream().sorted().toList().get(2)))
                  .average()
                  .orElseThrow());
      JsonNode cell = row(step).path("cells").path(index(step));
      assertThat(cell.path("time").doubleValue()).isCloseTo(mean, ROUNDING);
      double rate = Integer.parseInt(step.value(Factor.BATCH)) * 1e9 / mean;
      assertThat(cell.path("value").doubleValue()).isCloseTo(rate, ROUNDING);
      assertThat(cell.path("low").doubleValue()).isLessThan(rate);
      assertThat(cell.path("high").doubleValue()).isGreaterThan(rate);
      assertThat(cell.path("forks").intValue()).isEqualTo(forks(step).size());
      cells++;
    }
    assertThat(cells).isEqualTo(45);
  }

  @Test
  void ratiosAgainstEachBaseline() {
    int ratios = 0;
    for (CellKey step : steps()) {
      // The page has each pair once.
      for (String baseline : BACKENDS.subList(0, index(step))) {
        JsonNode ratio =
            row(step).path("ratios").path(index(step)).path(BACKENDS.indexOf(baseline));
        double expected = ratio(step, step.with(Factor.BACKEND, baseline));
        assertThat(ratio.path(0).doubleValue()).isCloseTo(expected, ROUNDING_OF_RATIOS);
        assertThat(Figures.ratio(ratio.path(0).doubleValue())).isEqualTo(Figures.ratio(expected));
        assertThat(ratio.path(1).doubleValue()).isLessThan(expected);
        assertThat(ratio.path(2).doubleValue()).isGreaterThan(expected);
        String verdict = data.path("verdicts").path(ratio.path(3).intValue()).textValue();
        assertThat(verdict).isIn(expected < 1 ? "faster" : "slower", "no difference shown");
        ratios++;
      }
    }
    assertThat(ratios).isEqualTo(45);
  }

  @Test
  void costs() {
    assertThat(data.path("costs").findValuesAsText("cause"))
        .contains("bias", "autograd, eager", "graph, traced and fused", "adam");
    CellKey adam =
        steps().stream()
            .filter(step -> step.value(Factor.OPTIMIZER).equals("adam"))
            .filter(step -> step.value(Factor.BATCH).equals("64"))
            .filter(step -> step.backend().equals("ejml"))
            .findFirst()
            .orElseThrow();
    double expected = ratio(adam, adam.with(Factor.OPTIMIZER, "sgd"));
    for (JsonNode panel : data.path("costs")) {
      if (panel.path("cause").textValue().equals("adam")) {
        for (JsonNode row : panel.path("rows")) {
          if (row.path("level").textValue().equals("64")) {
            assertThat(row.at("/cells/0/0").doubleValue()).isCloseTo(expected, ROUNDING_OF_RATIOS);
            return;
          }
        }
      }
    }
    throw new AssertionError("no cost of Adam at batch 64");
  }

  @Test
  void lossesAreThoseOfTheFirstBackend() {
    assertThat(data.path("trainings")).hasSize(4);
    List<Double> losses = RUN.losses().get(0).losses();
    JsonNode drawn = data.at("/trainings/0/losses");
    assertThat(drawn).hasSize(losses.size());
    for (int step = 0; step < losses.size(); step++) {
      assertThat(drawn.path(step).doubleValue()).isCloseTo(losses.get(step), ROUNDING);
    }
  }

  private Map<String, JsonNode> rows() {
    Map<String, JsonNode> byName = new HashMap<>();
    for (JsonNode network : data.path("networks")) {
      for (JsonNode row : network.path("rows")) {
        byName.put(network.path("label").textValue() + " " + row.path("level").textValue(), row);
      }
    }
    return byName;
  }

  private JsonNode row(CellKey step) {
    String name =
        "%s%s %s, %s %s, %s %s"
            .formatted(
                step.value(Factor.SHAPE),
                step.value(Factor.LOSS).equals("squared-error") ? "" : " cross-entropy",
                step.value(Factor.PRECISION),
                step.value(Factor.GRADIENT),
                step.value(Factor.OPTIMIZER),
                (step.value(Factor.BIAS).equals("true") ? "bias" : "no bias")
                    + (step.value(Factor.FUSION).equals("off") ? ", op by op" : ""),
                step.value(Factor.BATCH));
    return Objects.requireNonNull(rows.get(name), name);
  }

  private static int index(CellKey step) {
    return BACKENDS.indexOf(step.backend());
  }

  private static double ratio(CellKey cell, CellKey reference) {
    double product = 1;
    List<Measurement> numerators = forks(cell);
    List<Measurement> denominators = forks(reference);
    for (int i = 0; i < numerators.size(); i++) {
      product *= median(numerators.get(i)) / median(denominators.get(i));
    }
    return Math.pow(product, 1.0 / numerators.size());
  }

  private static double median(Measurement fork) {
    return fork.scores().stream().sorted().toList().get(fork.scores().size() / 2);
  }

  private static List<CellKey> steps() {
    return RUN.measurements().stream()
        .filter(fork -> fork.round() == 1)
        .map(Measurement::cell)
        .filter(cell -> cell.shortBenchmark().equals("TrainingStepBenchmark.step"))
        .toList();
  }

  private static List<Measurement> forks(CellKey cell) {
    return RUN.measurements().stream().filter(fork -> fork.cell().equals(cell)).toList();
  }
}
