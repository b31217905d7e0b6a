package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.ContrastKind;
import io.github.backpropbench.kernel.Precision;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.NetworkShape;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactorsTest {
  private static final List<String> BACKENDS = List.of("arrays", "ejml");
  private static final List<String> THREE = List.of("arrays", "ejml", "ojalgo");

  @Test
  void aBenchmarkHasOnlyItsOwnFactors() {
    assertThat(factors(BenchmarkKind.FORWARD, List.of(true)).cells().get(0).parameters())
        .containsOnlyKeys("backend", "precision", "threads", "shape", "batch", "bias", "gradient");
    assertThat(factors(BenchmarkKind.TRAINING_STEP, List.of(true)).cells().get(0).parameters())
        .containsOnlyKeys(
            "backend", "precision", "threads", "shape", "batch", "bias", "gradient", "optimizer");
    assertThat(factors(BenchmarkKind.KERNEL, List.of(true)).cells().get(0).parameters())
        .containsOnlyKeys("backend", "precision", "threads", "operation", "size");
  }

  @Test
  void eachBackendIsMeasuredOnItsOwnNumbersOfThreads() {
    Factors steps = factors(BenchmarkKind.FORWARD, List.of(true));
    List<CellKey> cells =
        steps.onThreads(Map.of("arrays", List.of(1), "ejml", List.of(1, 2))).stream()
            .flatMap(block -> block.cells().stream())
            .toList();
    assertThat(cells)
        .doesNotHaveDuplicates()
        .extracting(cell -> cell.parameter("backend") + cell.parameter("threads"))
        .containsOnly("arrays1", "ejml1", "ejml2");
    assertThat(cells).hasSize(3 * steps.cells().size() / 2);
    assertThat(steps.onThreads(Map.of("ejml", List.of(2))))
        .flatExtracting(Factors::cells)
        .allMatch(cell -> cell.parameter("backend").equals("ejml"));
  }

  @Test
  void theMachineIsHeldAgainstItselfOnOneThread() {
    Factors calibration = new Blocks(BACKENDS).calibration();
    assertThat(calibration.onThreads(Map.of("arrays", List.of(2))))
        .flatExtracting(Factors::cells)
        .containsExactlyElementsOf(calibration.cells())
        .allMatch(cell -> cell.parameter("threads").equals("1"));
  }

  @Test
  void everyCombinationIsThereOnceExceptTheNotebookWithoutBias() {
    List<CellKey> cells = factors(BenchmarkKind.TRAINING_STEP, List.of(true, false)).cells();
    // 2 backends × 2 batches × 2 optimizers × (3 gradients with bias + 2 without)
    assertThat(cells).hasSize(40).doesNotHaveDuplicates();
    assertThat(cells)
        .noneMatch(
            cell ->
                cell.parameter("gradient").equals("notebook")
                    && cell.parameter("bias").equals("false"));
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void aProfileMeasuresEachBackendAlike(Profile profile) {
    Plan plan = plan(profile);
    assertThat(cellsOf(plan, "arrays")).isEqualTo(cellsOf(plan, "ejml")).isNotEmpty();
  }

  @Test
  void theQuickProfileFitsIntoThreeMinutesOfMeasuring() {
    assertThat(ForkTime.ofRounds(plan(Profile.QUICK, THREE))).isLessThan(Duration.ofMinutes(4));
    assertThat(iterations(plan(Profile.QUICK, THREE))).isLessThan(Duration.ofMinutes(3));
  }

  @Test
  void aProfileHasItsRoundsWhereTheyFitAndFewerWhereTheyDoNot() {
    assertThat(Profile.QUICK.withinLimit(plan(Profile.QUICK, THREE)).rounds()).isEqualTo(3);
    Plan five = plan(Profile.QUICK, manyBackends(5));
    assertThat(ForkTime.ofRounds(five)).isGreaterThan(Profile.QUICK.limit());
    assertThat(Profile.QUICK.withinLimit(five).rounds()).isEqualTo(2);
  }

  @Test
  void noProfileHasLessThanTwoRounds() {
    assertThat(Profile.QUICK.withinLimit(plan(Profile.QUICK, manyBackends(50))).rounds())
        .isEqualTo(2);
    Plan standard = plan(Profile.STANDARD, THREE);
    assertThat(Profile.STANDARD.withinLimit(standard)).isEqualTo(standard);
  }

  private static List<String> manyBackends(int count) {
    return IntStream.range(0, count).mapToObj(i -> "backend" + i).toList();
  }

  @Test
  void theStandardProfileTakesAtMostHalfAnHourAndTheFullOneANight() {
    assertThat(ForkTime.ofRounds(plan(Profile.STANDARD, THREE)))
        .isBetween(Duration.ofMinutes(12), Duration.ofMinutes(32));
    assertThat(ForkTime.ofRounds(plan(Profile.FULL, THREE)))
        .isBetween(Duration.ofHours(4), Duration.ofHours(16));
  }

  /** The part of a run's time that is iterations. */
  private static Duration iterations(Plan plan) {
    Duration starts = ForkTime.START.multipliedBy(plan.forks());
    return ForkTime.ofRounds(plan).minus(starts);
  }

  @ParameterizedTest
  @EnumSource(
      value = Profile.class,
      names = {"STANDARD", "FULL"})
  void numbersToDecideByComeWithTheirControls(Profile profile) {
    List<CellKey> cells = plan(profile).cells().stream().map(planned -> planned.cell()).toList();
    List<Contrast> contrasts = Contrast.among(cells);
    assertThat(contrasts.stream().filter(contrast -> contrast.kind() == ContrastKind.CALIBRATION))
        .hasSize(1);
    // 2 backends × 2 shapes
    assertThat(contrasts.stream().filter(contrast -> contrast.kind() == ContrastKind.INTERFACE))
        .hasSize(4);
    assertThat(contrasts.stream().filter(contrast -> !contrast.kind().isControl()))
        .noneMatch(contrast -> contrast.cell().parameters().containsKey("path"))
        .noneMatch(contrast -> contrast.cell().parameters().containsKey("arm"));
  }

  @Test
  void aBackendWithoutADirectStepHasNoOverheadToMeasure() {
    List<CellKey> cells = new Blocks(List.of("ejml", "vector")).overhead(Profile.MEDIUM).cells();
    assertThat(cells).hasSize(2).allMatch(cell -> cell.parameter("backend").equals("ejml"));
  }

  @Test
  void aPlanWithoutCellsIsRefused() {
    Factors nothing =
        new Factors(
            List.of(BenchmarkKind.TRAINING_STEP),
            BACKENDS,
            List.of(Precision.F32),
            List.of(1),
            List.of(new NetworkShape(3, 2, 1)),
            List.of(1),
            List.of(false),
            List.of(GradientKind.NOTEBOOK),
            List.of(OptimizerKind.SGD),
            List.of(),
            List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Planner.plan(
                    "custom",
                    List.of(nothing),
                    1,
                    cell -> Profile.QUICK.iterations(),
                    1,
                    List.of()))
        .withMessageContaining("nothing to measure");
  }

  private static Plan plan(Profile profile) {
    return plan(profile, BACKENDS);
  }

  private static Plan plan(Profile profile, List<String> backends) {
    return Planner.plan(
        profile.label(),
        profile.blocks(backends),
        profile.rounds(),
        cell -> profile.iterations(),
        1,
        List.of());
  }

  private static Set<CellKey> cellsOf(Plan plan, String backend) {
    return plan.cells().stream()
        .map(planned -> planned.cell())
        .filter(cell -> cell.parameter("backend").equals(backend))
        .filter(cell -> !cell.parameters().containsKey("arm"))
        .map(cell -> cell.with("backend", ""))
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Factors factors(BenchmarkKind benchmark, List<Boolean> bias) {
    return new Factors(
        List.of(benchmark),
        BACKENDS,
        List.of(Precision.F32),
        List.of(1),
        List.of(new NetworkShape(3, 2, 1)),
        List.of(1, 64),
        bias,
        List.of(GradientKind.values()),
        List.of(OptimizerKind.values()),
        List.of("multiply"),
        List.of("64x3x2"));
  }
}
