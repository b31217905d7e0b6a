package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each of the two autograds costs, and what fusion brings. */
class AutogradReportTest {
  private static CellKey step(String backend, String gradient) {
    return SampleRun.trainingStep(backend, 64).with(Factor.GRADIENT, gradient);
  }

  private static CellKey opByOp(String backend, String gradient) {
    return step(backend, gradient).with(Factor.FUSION, "off");
  }

  private static TimedRun run() {
    return new TimedRun()
        .with(step("ejml", "manual"), 100)
        .with(step("ejml", "autograd"), 140)
        .with(step("ejml", "graph"), 105)
        .with(step("arrays", "manual"), 100)
        .with(step("arrays", "autograd"), 140)
        .with(step("arrays", "graph"), 105);
  }

  @Test
  void eachIsNamedAndExplainedInTheAnswerAndInTheSection() {
    String text = run().text();
    assertThat(text)
        .containsPattern(
            "- Cost of autograd, typically: autograd, eager: \\+40 % \\(95 % interval [^)]*\\);"
                + " graph, traced and fused: \\+5\\.0 % \\(95 % interval [^)]*\\)\\. Eager: each step"
                + " records its operations one by one and walks them back, as PyTorch does by"
                + " default\\. Manual gradients use fused operations, which it cannot; that is part of"
                + " its cost\\. Traced and fused: the operations are recorded once")
        .contains("autograd, eager: 3-2-1 f32, sgd, bias")
        .contains("graph, traced and fused: 3-2-1 f32, sgd, bias")
        .doesNotContain("Typical cost in time", "for comparison");
    assertThat(text.substring(text.indexOf("Cost of gradient, optimizer and bias")))
        .contains("as PyTorch does by default.", "torch.compile and JAX's jit also compile them.");
    assertThat(run().page().data().path("costs").findValuesAsText("cause"))
        .containsExactly("autograd, eager", "graph, traced and fused");
    assertThat(run().page().data().path("autograd").textValue()).startsWith("Eager: each step");
  }

  @Test
  void baselinesStandBesideTheKindThatTheyHave() {
    assertThat(
            run()
                .baseline(step("pytorch", "manual"), 1000)
                .baseline(step("pytorch", "autograd"), 1500)
                .baseline(step("pytorch-compile", "manual"), 1000)
                .baseline(step("pytorch-compile", "graph"), 1200)
                .baseline(step("jax-step", "manual"), 1000)
                .baseline(step("jax-step", "graph"), 1100)
                .baseline(step("c", "manual"), 40)
                .text())
        .containsPattern(
            "autograd, eager: \\+40 % \\([^)]*\\); for comparison, PyTorch eager \\+50 %; graph, traced and"
                + " fused: \\+5\\.0 % \\([^)]*\\); for comparison, (torch\\.compile \\+20 % and JAX's jit of a"
                + " step \\+10 %|JAX's jit of a step \\+10 % and torch\\.compile \\+20 %)\\.");
  }

  /** In results of before, autograd was traced, but PyTorch's own has always been eager. */
  @Test
  void baselinesOfBeforeAreReadAsWhatTheyWere() {
    Map<String, String> manual =
        Map.of(
            "backend", "pytorch-compile",
            "precision", "f32",
            "shape", "3-2-1",
            "batch", "64",
            "bias", "true",
            "gradient", "autograd",
            "optimizer", "sgd");
    CellKey compiled = new CellKey(step("ejml", "manual").benchmark(), manual);
    assertThat(
            run().baseline(step("pytorch-compile", "manual"), 1000).baseline(compiled, 1200).text())
        .contains("for comparison, torch.compile +20 %");
  }

  @Test
  void aBaselineWithoutManualGradientsIsNotBesideIt() {
    assertThat(run().baseline(step("pytorch", "autograd"), 1500).text())
        .doesNotContain("for comparison");
  }

  @Test
  void fusionIsAGainOfEachBackendAndNoCost() {
    String text =
        run()
            .with(opByOp("ejml", "manual"), 100)
            .with(opByOp("arrays", "manual"), 160)
            .with(opByOp("ejml", "graph"), 300)
            .with(opByOp("arrays", "graph"), 168)
            .text();
    assertThat(text)
        .containsPattern(
            "- Fusion: a training step that computes several operations in one pass, against the same"
                + " op by op: ejml 1\\.69 times as fast \\(95 % interval [^)]*\\); arrays 1\\.60 times as"
                + " fast \\(95 % interval 1\\.[56]\\d to 1\\.6\\d\\)\\. It is the same backend both times,"
                + " so this is not the speed of SIMD, but fewer passes")
        .contains("Fused operations against op by op")
        .contains("graph, traced: 3-2-1 f32, sgd, bias, op by op")
        .contains("graph, traced and fused: +5.0 % (") // without the graph that is op by op
        .contains("Cost of gradient, optimizer and bias")
        .contains("(gradient, optimizer, bias, fusion)")
        .doesNotContain("fused: 3-2-1 f32, manual");
  }

  @Test
  void rowsOpByOpOrWithAutogradAreNoNetworksOfTheAnswer() {
    String text =
        new TimedRun()
            .with(opByOp("ejml", "manual"), 100)
            .with(opByOp("ojalgo", "manual"), 300)
            .with(step("ejml", "manual"), 100)
            .with(step("ojalgo", "manual"), 90)
            .with(step("ejml", "graph"), 100)
            .with(step("ojalgo", "graph"), 300)
            .text();
    assertThat(text).containsOnlyOnce("Fastest for");
    assertThat(text).contains("ojalgo at batch 64 (ejml takes 1.11 times as long)");
  }

  @Test
  void fusedKernelOperationsHaveBothTimesSideBySide() {
    TimedRun run = new TimedRun().with(step("ejml", "manual"), 100);
    CellKey affine =
        new CellKey(
            "io.github.backpropbench.benchmark.KernelBenchmark.apply",
            Map.of(
                "backend", "arrays",
                "precision", "f32",
                "operation", "affineRelu",
                "size", "64x3x2"));
    assertThat(
            run.with(affine, 50)
                .with(affine.with(Factor.FUSION, "off"), 100)
                .with(affine.with(Factor.OPERATION, "relu"), 10)
                .with(affine.with(Factor.OPERATION, "of another version"), 10)
                .text())
        .containsPattern(
            "f32, affineRelu 64x3x2 50\\.0 ns ±\\S+ % op by op 100 ns ±\\S+ % 0\\.50"
                + " \\(0\\.50–0\\.50\\)")
        .contains("Operations that combine several")
        .doesNotContain("Fusion:", "affineRelu, op by op");
  }
}
