package io.github.backpropbench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.chart.Chart.Line;
import io.github.backpropbench.report.chart.Chart.Panel;
import io.github.backpropbench.report.chart.Chart.Point;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ThroughputChartTest {
  @Test
  void aPointIsTheBatchDividedByTheTimeWithTheForksInterval() {
    CellKey cell = SampleRun.trainingStep("arrays", 64);
    Panel panel = chart(forks(cell, 100.0, 110.0, 121.0)).panels().get(0);
    assertThat(panel.title()).isEqualTo("3-2-1 f32, manual sgd, bias");
    Point point = panel.lines().get(0).points().get(0);
    assertThat(point.x()).isEqualTo(64);
    assertThat(point.y()).isCloseTo(64e9 / 110, within(1.0));
    // The logarithms' deviation is ln 1.1; t(2) at 97.5 % is 4.3027.
    double factor = Math.exp(4.3027 * Math.log(1.1) / Math.sqrt(3));
    assertThat(point.high() / point.y()).isCloseTo(factor, within(1e-4));
    assertThat(point.y() / point.low()).isCloseTo(factor, within(1e-4));
  }

  @Test
  void oneForkHasNoInterval() {
    Chart chart = chart(forks(SampleRun.trainingStep("arrays", 64), 100.0));
    assertThat(chart.panels().get(0).lines().get(0).points().get(0).hasInterval()).isFalse();
    assertThat(chart.notes())
        .containsExactly("Geometric mean of the forks; too few for an interval.");
  }

  @Test
  void eachBackendHasALineAndEachNetworkAPanel() {
    List<Measurement> forks = new ArrayList<>();
    for (String backend : List.of("ejml", "arrays")) {
      for (int batch : new int[] {64, 1, 512}) {
        CellKey cell = SampleRun.trainingStep(backend, batch);
        forks.addAll(forks(cell, 100.0 * batch));
        forks.addAll(forks(cell.with(Factor.GRADIENT, "autograd"), 200.0));
        forks.addAll(forks(cell.with(Factor.PRECISION, "f64"), 300.0));
      }
    }
    Chart chart = chart(forks);
    assertThat(chart.panels())
        .extracting(Panel::title)
        .containsExactly("3-2-1 f32, manual sgd, bias", "3-2-1 f64, manual sgd, bias");
    Panel panel = chart.panels().get(0);
    assertThat(panel.lines()).extracting(Line::label).containsExactly("ejml", "arrays");
    assertThat(panel.lines().get(0).points())
        .extracting(Point::x)
        .containsExactly(1.0, 64.0, 512.0);
  }

  @Test
  void theNotesSayWhatIsNotDrawn() {
    List<Measurement> forks = new ArrayList<>();
    for (int i = 1; i <= 14; i++) {
      for (int hidden = 1; hidden <= 8; hidden++) {
        CellKey cell = SampleRun.trainingStep("backend" + i, 64);
        forks.addAll(forks(cell.with(Factor.SHAPE, "3-" + hidden + "-1"), 100.0));
      }
    }
    Chart chart = chart(forks);
    assertThat(chart.panels()).hasSize(6).allMatch(panel -> panel.lines().size() == 12);
    assertThat(chart.notes())
        .contains("Not drawn: 2 of the shapes and precisions.", "Not drawn: 2 of the backends.");
  }

  @Test
  void withoutATrainingStepThereIsNoChart() {
    CellKey forward =
        new CellKey(
            "io.github.backpropbench.benchmark.ForwardBenchmark.forward",
            SampleRun.trainingStep("arrays", 64).parameters());
    assertThat(ThroughputChart.of(RunAnalysis.of(run(forks(forward, 1.0))))).isEmpty();
    CellKey odd = SampleRun.trainingStep("arrays", 64).with(Factor.BATCH, "many");
    assertThat(ThroughputChart.of(RunAnalysis.of(run(forks(odd, 1.0))))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><image href=\"x\" onerror=\"alert(1)\"/>",
        "]]>&amp;<!--",
        "\u0000\u001b[31m\uD800\uFFFE",
        "=cmd()"
      })
  void hostileNamesAreText(String name) throws Exception {
    CellKey cell = SampleRun.trainingStep(name, 64).with(Factor.SHAPE, name).with(name, name);
    Document svg = parsed(chart(forks(cell, 100.0, 101.0)).svg());
    for (String element : List.of("script", "image", "a", "foreignObject", "style")) {
      assertThat(svg.getElementsByTagName(element).getLength()).isZero();
    }
    for (int i = 0; i < svg.getElementsByTagName("*").getLength(); i++) {
      var attributes = svg.getElementsByTagName("*").item(i).getAttributes();
      for (int j = 0; j < attributes.getLength(); j++) {
        assertThat(attributes.item(j).getNodeName()).doesNotStartWith("on").isNotEqualTo("href");
      }
    }
  }

  @Test
  void theDrawingHoldsAllOfTheData() throws Exception {
    List<Measurement> forks = new ArrayList<>();
    forks.addAll(forks(SampleRun.trainingStep("arrays", 1), 100.0, 101.0));
    forks.addAll(forks(SampleRun.trainingStep("arrays", 64), 640.0, 641.0));
    forks.addAll(forks(SampleRun.trainingStep("ejml", 64), 320.0));
    Document svg = parsed(chart(forks).svg());
    var titles = svg.getElementsByTagName("title");
    List<String> texts =
        IntStream.range(0, titles.getLength())
            .mapToObj(i -> titles.item(i).getTextContent())
            .toList();
    assertThat(texts).hasSize(1 + 3).contains("ejml, batch 64: 200 M/s");
    assertThat(texts.get(2)).startsWith("arrays, batch 1: 9.95 M/s (");
  }

  private static Chart chart(List<Measurement> forks) {
    return ThroughputChart.of(RunAnalysis.of(run(forks))).orElseThrow();
  }

  private static List<Measurement> forks(CellKey cell, Double... nanoseconds) {
    return IntStream.range(0, nanoseconds.length)
        .mapToObj(i -> SampleRun.measurement(i + 1, cell, nanoseconds[i]))
        .toList();
  }

  private static RunResults run(List<Measurement> forks) {
    List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
    return new RunResults(SampleRun.description(cells, "custom", 1), forks, List.of());
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
