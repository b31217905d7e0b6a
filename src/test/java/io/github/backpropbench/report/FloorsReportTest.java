package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.report.html.ParsedPage;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How close what was measured comes to the fastest baseline outside the JVM. */
class FloorsReportTest {
  private static final String C_AND_PYTORCH =
      "The last line of each cell is its rate as a share of the best floor's, which is the fastest"
          + " baseline outside the JVM for the same step.";

  @Test
  void aStepHasItsShareOfTheFastestBaseline() {
    String text = steps().text();
    assertThat(text)
        .contains(C_AND_PYTORCH)
        .contains(
            "Baselines were measured in rounds of their own: differences below 3.0 % do not count.")
        // 100 ns and 200 ns, where C takes 50 ns and PyTorch 400 ns.
        .contains("50 % of c")
        .contains("25 % of c")
        .contains("best floor")
        .contains("12 % of c")
        .doesNotContain("of pytorch");
  }

  @Test
  void theMapHasTheBestFloorAtEachBatch() {
    assertThat(steps().text())
        .contains("how many times as long the fastest library takes.")
        .contains("floor c ×4.00");
    assertThat(maps(steps().page())).anyMatch(cell -> cell.endsWith("floor c ×4.00"));
  }

  @Test
  void whatWasMeasuredInTheSameRoundsCounts() {
    CellKey ejml = SampleRun.trainingStep("ejml", 64);
    String text =
        steps().sideBySide(ejml, 150).sideBySide(ejml.with(Factor.BACKEND, "c"), 100).text();
    assertThat(text)
        .contains("Where both were measured in the same rounds, it is computed from those")
        .contains("67 % of c") // 100 ns ÷ 150 ns
        .contains("floor c ×1.50")
        // The yardstick was not.
        .contains("50 % of c")
        .doesNotContain("25 % of c")
        .doesNotContain("rounds of their own: differences");
  }

  @Test
  void aFloorIsNotTheAnswer() {
    assertThat(steps().report().text().split("Training step", 2)[0])
        .contains("ejml")
        .doesNotContain("pytorch")
        .doesNotContain("floor");
  }

  @Test
  void productsHaveAMapOfFloorsBySize() {
    TimedRun run = products();
    String text = run.text();
    assertThat(text)
        .contains("for the same product.")
        .contains("operation size 8x8x8 size 32x32x32 changes")
        .contains("40 % of libxsmm")
        .contains("80 % of eigen")
        .contains("floor libxsmm ×5.00")
        .contains("floor eigen ×2.50")
        .doesNotContain("Shapes are sorted");
    assertThat(maps(run.page()))
        .anyMatch(cell -> cell.endsWith("floor libxsmm ×5.00"))
        .anyMatch(cell -> cell.endsWith("floor eigen ×2.50"));
  }

  @Test
  void withoutBaselinesThereIsNeitherFloorNorAMapOfProducts() {
    String text = new TimedRun().with(product("vector", "8x8x8"), 50).text();
    assertThat(text)
        .contains("Kernel operations")
        .doesNotContain("floor")
        .doesNotContain("changes");
  }

  /** A library, a yardstick, and two baselines, of which C is the fastest. */
  private static TimedRun steps() {
    CellKey step = SampleRun.trainingStep("ejml", 64);
    return new TimedRun()
        .with(step, 200)
        .with(step.with(Factor.BACKEND, "arrays"), 100)
        .baseline(step.with(Factor.BACKEND, "pytorch"), 400)
        .baseline(step.with(Factor.BACKEND, "c"), 50);
  }

  /** Small products by a yardstick and a library, with floors that change with the size. */
  static TimedRun products() {
    return new TimedRun()
        .with(product("vector", "8x8x8"), 50)
        .with(product("ejml", "8x8x8"), 100)
        .with(product("vector", "32x32x32"), 1000)
        .with(product("ejml", "32x32x32"), 2000)
        .with(
            new CellKey(BenchmarkKind.PEAK.method(), Map.of("precision", "f32", "threads", "1")),
            1e4)
        .baseline(product("libxsmm", "8x8x8"), 20)
        .baseline(product("eigen", "8x8x8"), 40)
        .baseline(product("libxsmm", "32x32x32"), 900)
        .baseline(product("eigen", "32x32x32"), 800)
        .baseline(product("openblas", "32x32x32"), 850);
  }

  private static CellKey product(String backend, String size) {
    return new CellKey(
        BenchmarkKind.KERNEL.method(),
        Map.of(
            "backend", backend,
            "fusion", "on",
            "operation", "multiply",
            "precision", "f32",
            "size", size,
            "threads", "1"));
  }

  /** The texts of the cells of all maps of a page. */
  private static List<String> maps(ParsedPage page) {
    return page.all("td").stream()
        .filter(cell -> cell.getAttribute("class").matches("won.*|undecided"))
        .map(cell -> cell.getTextContent().strip())
        .toList();
  }
}
