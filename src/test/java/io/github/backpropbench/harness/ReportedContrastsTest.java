package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportedContrastsTest {
  private static final List<String> BACKENDS = List.of("arrays", "ejml", "ojalgo");
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);
  private static final CellKey OJALGO = SampleRun.trainingStep("ojalgo", 64);

  @Test
  void allPairsOfBackendsInARow() {
    CellKey elsewhere = SampleRun.trainingStep("arrays", 1);
    assertThat(ReportedContrasts.of(List.of(OJALGO, EJML, ARRAYS, elsewhere), BACKENDS))
        .containsExactlyInAnyOrder(
            new Contrast(Factor.BACKEND, EJML, ARRAYS),
            new Contrast(Factor.BACKEND, OJALGO, ARRAYS),
            new Contrast(Factor.BACKEND, OJALGO, EJML));
  }

  @Test
  void anEngineIsComparedWithManualGradientsAndNoOthers() {
    CellKey engine = OJALGO.with(Factor.GRADIENT, "engine");
    CellKey autograd = EJML.with(Factor.GRADIENT, "autograd");
    assertThat(ReportedContrasts.of(List.of(engine, EJML, autograd), BACKENDS))
        .containsExactlyInAnyOrder(
            new Contrast(Factor.BACKEND, engine, EJML),
            new Contrast(Factor.GRADIENT, autograd, EJML));
    assertThat(ReportedContrasts.of(List.of(engine, autograd), BACKENDS)).isEmpty();
  }

  @Test
  void withTheMethodsCosts() {
    CellKey adam = EJML.with(Factor.OPTIMIZER, "adam");
    assertThat(ReportedContrasts.of(List.of(EJML, adam), BACKENDS))
        .containsExactly(new Contrast(Factor.OPTIMIZER, adam, EJML));
  }

  @Test
  void ofTheMainBenchmarkOnly() {
    CellKey forward = new CellKey(BenchmarkKind.FORWARD.method(), ARRAYS.parameters());
    CellKey other = forward.with(Factor.BACKEND, "ejml");
    assertThat(ReportedContrasts.of(List.of(forward, other), BACKENDS)).hasSize(1);
    assertThat(ReportedContrasts.mainBenchmark(List.of(forward, other)))
        .contains(BenchmarkKind.FORWARD);
    assertThat(ReportedContrasts.of(List.of(forward, other, ARRAYS), BACKENDS)).isEmpty();
    assertThat(ReportedContrasts.mainBenchmark(List.of(forward, ARRAYS)))
        .contains(BenchmarkKind.TRAINING_STEP);
  }

  @Test
  void withWhatFusionBringsToAMethodAndToAKernelOperation() {
    CellKey opByOp = EJML.with(Factor.FUSION, "off");
    CellKey affine =
        new CellKey(
            BenchmarkKind.KERNEL.method(),
            Map.of("backend", "ejml", "precision", "f32", "operation", "affine", "size", "64x3x2"));
    CellKey affineOpByOp = affine.with(Factor.FUSION, "off");
    Contrast ofKernel = new Contrast(Factor.FUSION, affine, affineOpByOp);
    CellKey other = affine.with(Factor.BACKEND, "arrays");
    assertThat(ReportedContrasts.of(List.of(EJML, opByOp, affine, affineOpByOp, other), BACKENDS))
        .containsExactly(new Contrast(Factor.FUSION, EJML, opByOp), ofKernel);
    assertThat(ReportedContrasts.of(List.of(affine, affineOpByOp), BACKENDS))
        .containsExactly(ofKernel);
  }

  @Test
  void andTheInterfacesCost() {
    CellKey direct =
        new CellKey(
            BenchmarkKind.ADAPTER_OVERHEAD.method(),
            Map.of("backend", "ejml", "shape", "3-2-1", "batch", "64", "path", "direct"));
    CellKey through = direct.with(Factor.PATH, "interface");
    assertThat(ReportedContrasts.of(List.of(direct, through), BACKENDS))
        .containsExactly(new Contrast(Factor.PATH, through, direct));
    assertThat(ReportedContrasts.mainBenchmark(List.of(direct, through))).isEmpty();
  }
}
