package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.engine.EngineTask;
import io.github.backpropbench.kernel.FusionKind;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptedCellsTest {
  private static final String ENGINE = "ojalgo-ann";
  private static final List<String> BACKENDS = List.of("ojalgo", ENGINE);

  @Test
  void anEngineHasItsOwnGradientOnlyAndKernelsAllOthers() {
    Factors factors =
        factors(BenchmarkKind.TRAINING_STEP)
            .with(Factor.GRADIENT, (Object[]) GradientKind.values());
    assertThat(factors.cells())
        .doesNotHaveDuplicates()
        .extracting(cell -> cell.backend() + " " + cell.value(Factor.GRADIENT))
        .containsExactlyInAnyOrder(
            "ojalgo manual",
            "ojalgo notebook",
            "ojalgo autograd",
            "ojalgo graph",
            "ojalgo-ann engine");
    assertThat(factors.leftOut()).containsExactly("the gradient engine is that of engines only");
    assertThat(factors(BenchmarkKind.TRAINING_STEP).with(Factor.GRADIENT, "autograd").cells())
        .extracting(cell -> cell.backend() + " " + cell.value(Factor.GRADIENT))
        .containsExactly("ojalgo autograd", "ojalgo-ann engine");
  }

  @ParameterizedTest
  @EnumSource(BenchmarkKind.class)
  void anEngineHasTrainingStepsAndTrainingsOnly(BenchmarkKind kind) {
    boolean has = kind == BenchmarkKind.TRAINING_STEP || kind == BenchmarkKind.CONVERGENCE;
    Factors factors = factors(kind).with(Factor.FUSION, (Object[]) FusionKind.values());
    assertThat(factors.cells())
        .filteredOn(cell -> cell.backend().equals(ENGINE))
        .hasSize(has ? 1 : 0)
        .allMatch(cell -> cell.value(Factor.FUSION).equals("on"));
    if (kind.factors().contains(Factor.BACKEND)) {
      assertThat(factors.leftOut())
          .anyMatch(reason -> reason.startsWith("an engine"))
          .noneMatch(reason -> reason.endsWith("."));
    }
  }

  @Test
  void theFactorsOfAnEngineStayWhenOthersChange() {
    assertThat(
            factors(BenchmarkKind.TRAINING_STEP)
                .onThreads(Map.of(ENGINE, List.of(1)))
                .get(1)
                .cells())
        .extracting(cell -> cell.value(Factor.GRADIENT))
        .containsExactly("engine");
  }

  @Test
  void aCellSaysWhatTheEngineIsAsked() {
    CellKey cell =
        factors(BenchmarkKind.TRAINING_STEP)
            .with(Factor.SHAPE, "5-7-3")
            .with(Factor.LOSS, "cross-entropy")
            .with(Factor.OPTIMIZER, "adam")
            .with(Factor.BIAS, false)
            .with(Factor.BATCH, 8)
            .with(Factor.PRECISION, "f64")
            .with(Factor.THREADS, 2)
            .cells()
            .get(1);
    EngineTask task = AcceptedCells.taskOf(cell).orElseThrow();
    assertThat(task.shape()).isEqualTo(new NetworkShape(5, 7, 3));
    assertThat(task.loss().label()).isEqualTo("cross-entropy");
    assertThat(task.optimizer().kind()).isEqualTo(OptimizerKind.ADAM);
    assertThat(task.bias()).isFalse();
    assertThat(task.batch()).isEqualTo(8);
    assertThat(task.precision().label()).isEqualTo("f64");
    assertThat(task.threads()).isEqualTo(2);
    assertThat(AcceptedCells.taskOf(cell.with(Factor.GRADIENT, "manual"))).isEmpty();
  }

  @Test
  void whatAnEngineRefusesIsLeftOutWithEachReasonOnce() {
    List<CellKey> cells =
        factors(BenchmarkKind.TRAINING_STEP)
            .with(Factor.OPTIMIZER, (Object[]) OptimizerKind.values())
            .with(Factor.BIAS, true, false)
            .with(Factor.BATCH, 1, 8)
            .cells();
    AcceptedCells accepted = AcceptedCells.accepted(cells, AcceptedCellsTest::refusal);
    assertThat(accepted.leftOut())
        .containsExactly(
            "ojalgo-ann: it always has a bias; it has no momentum; it has no Adam; it has no AdamW");
    assertThat(accepted.cells())
        .hasSize(4 * 2 * 2 + 2)
        .filteredOn(cell -> cell.backend().equals(ENGINE))
        .extracting(cell -> cell.value(Factor.OPTIMIZER) + cell.value(Factor.BIAS))
        .containsOnly("sgdtrue");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AcceptedCells.accepted(
                    cells.stream()
                        .filter(cell -> cell.value(Factor.OPTIMIZER).equals("adam"))
                        .filter(cell -> cell.backend().equals(ENGINE))
                        .filter(cell -> cell.value(Factor.BIAS).equals("true"))
                        .toList(),
                    AcceptedCellsTest::refusal))
        .withMessage("nothing to measure: ojalgo-ann: it has no Adam");
  }

  /** In the row of the kernels' manual gradients, so that it is compared with them. */
  @ParameterizedTest
  @EnumSource(Profile.class)
  void everyProfileMeasuresAnEngineWhereManualGradientsAre(Profile profile) {
    List<CellKey> cells =
        AcceptedCells.accepted(
                Factors.cells(
                    profile.blocks(BACKENDS).stream()
                        .map(block -> block.onGradients(Set.of(ENGINE)))
                        .toList()),
                AcceptedCellsTest::refusal)
            .cells();
    Stream<CellKey> ofEngine = cells.stream().filter(cell -> cell.backend().equals(ENGINE));
    assertThat(ofEngine)
        .isNotEmpty()
        .allMatch(
            cell ->
                cells.contains(
                    cell.with(Factor.BACKEND, "ojalgo").with(Factor.GRADIENT, "manual")));
  }

  /** It needs some ten seconds less than these five minutes for the report. */
  @Test
  void theQuickProfileHasTimeForAllBackendsOfThisProgram() {
    List<String> all = BackendRegistry.load().names();
    List<PlannedCell> cells =
        Factors.cells(
                Profile.QUICK.blocks(all).stream()
                    .map(block -> block.onGradients(Set.of(ENGINE)))
                    .toList())
            .stream()
            .filter(cell -> refusal(cell).isEmpty())
            .map(cell -> new PlannedCell(cell, Profile.QUICK.iterations()))
            .toList();
    Plan plan = new Plan("quick", 1, Profile.QUICK.rounds(), cells, List.of());
    assertThat(ForkTime.ofRounds(plan)).isLessThan(Duration.ofSeconds(275));
  }

  private static Factors factors(BenchmarkKind kind) {
    return Factors.of(List.of(kind), BACKENDS).onGradients(Set.of(ENGINE));
  }

  private static String refusal(CellKey cell) {
    return AcceptedCells.taskOf(cell)
        .map(task -> BackendRegistry.load().engines(cell.backend()).refusal(task))
        .orElse("");
  }
}
