package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.problem.GradientKind;
import io.github.backpropbench.problem.OptimizerKind;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactorsTest {
  private static final List<String> BACKENDS = List.of("arrays", "ejml");
  private static final List<String> THREE = List.of("arrays", "ejml", "ojalgo");

  @Test
  void aBenchmarkHasOnlyItsOwnFactors() {
    assertThat(factors(BenchmarkKind.FORWARD, true).cells().get(0).parameters())
        .containsOnlyKeys(
            "backend",
            "precision",
            "threads",
            "shape",
            "loss",
            "batch",
            "bias",
            "gradient",
            "fusion");
    assertThat(factors(BenchmarkKind.TRAINING_STEP, true).cells().get(0).parameters())
        .containsOnlyKeys(
            "backend",
            "precision",
            "threads",
            "shape",
            "loss",
            "batch",
            "bias",
            "gradient",
            "optimizer",
            "feed",
            "fusion");
    assertThat(factors(BenchmarkKind.KERNEL, true).cells().get(0).parameters())
        .containsOnlyKeys("backend", "precision", "threads", "fusion", "operation", "size");
  }

  @Test
  void eachBackendIsMeasuredOnItsOwnNumbersOfThreads() {
    Factors steps = factors(BenchmarkKind.FORWARD, true);
    List<CellKey> cells =
        steps.onThreads(Map.of("arrays", List.of(1), "ejml", List.of(1, 2))).stream()
            .flatMap(block -> block.cells().stream())
            .toList();
    assertThat(cells)
        .doesNotHaveDuplicates()
        .extracting(cell -> cell.backend() + cell.value(Factor.THREADS))
        .containsOnly("arrays1", "ejml1", "ejml2");
    assertThat(cells).hasSize(3 * steps.cells().size() / 2);
    assertThat(steps.onThreads(Map.of("ejml", List.of(2))))
        .flatExtracting(Factors::cells)
        .allMatch(cell -> cell.backend().equals("ejml"));
  }

  @Test
  void nativeCallsAreAControlWhereABackendHasThem() {
    assertThat(nativeCalls(Profile.calibration(List.of("arrays", "blas"))))
        .containsExactly("jni", "ffm", "ffm-critical");
    assertThat(nativeCalls(Profile.STANDARD.blocks(List.of("arrays", "blas")))).hasSize(3);
    assertThat(nativeCalls(Profile.calibration(BACKENDS))).isEmpty();
  }

  private static List<String> nativeCalls(List<Factors> blocks) {
    return Factors.cells(blocks).stream()
        .filter(BenchmarkKind.NATIVE_CALL::measures)
        .map(cell -> cell.value(Factor.PATH))
        .toList();
  }

  @Test
  void theMachineIsComparedWithItselfOnOneThread() {
    Factors calibration = new Blocks(BACKENDS).calibration();
    assertThat(calibration.onThreads(Map.of("arrays", List.of(2))))
        .flatExtracting(Factors::cells)
        .containsExactlyElementsOf(calibration.cells())
        .allMatch(cell -> cell.value(Factor.THREADS).equals("1"));
  }

  @Test
  void everyCombinationIsThereOnceExceptTheNotebookWithoutBias() {
    List<CellKey> cells = factors(BenchmarkKind.TRAINING_STEP, true, false).cells();
    // 2 backends × 2 batches × 4 optimizers × (4 gradients with bias + 3 without)
    assertThat(cells).hasSize(112).doesNotHaveDuplicates();
    assertThat(cells)
        .noneMatch(
            cell ->
                cell.value(Factor.GRADIENT).equals("notebook")
                    && cell.value(Factor.BIAS).equals("false"));
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void aProfileMeasuresEachBackendAlike(Profile profile) {
    Plan plan = plan(profile);
    assertThat(cellsOf(plan, "arrays")).isEqualTo(cellsOf(plan, "ejml")).isNotEmpty();
  }

  @Test
  void theRoundsOfTheQuickProfileLeaveTimeForTheAnswer() {
    assertThat(ForkTime.ofRounds(plan(Profile.QUICK))).isLessThan(Duration.ofSeconds(275 - 60));
    assertThat(iterations(plan(Profile.QUICK, THREE))).isLessThan(Duration.ofMinutes(3));
  }

  @Test
  void theQuickProfileEndsAtItsTimeAndTheOthersAfterTheirRounds() {
    Plan quick = Profile.QUICK.withinTime(plan(Profile.QUICK));
    assertThat(quick.rounds()).isEqualTo(2);
    assertThat(quick.effort()).isEqualTo(Effort.forTheAnswer(275));
    assertThat(quick.effort().isForTheAnswer()).isTrue();
    for (Profile other : List.of(Profile.STANDARD, Profile.FULL)) {
      Plan plan = plan(other);
      assertThat(other.withinTime(plan)).isEqualTo(plan);
      assertThat(plan.effort()).isEqualTo(Effort.FIXED);
    }
  }

  @Test
  void theStandardProfileTakesAtMostAnHourAndTheFullOneANight() {
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
    assertThat(contrasts.stream().filter(contrast -> contrast.factor() == Factor.ARM)).hasSize(3);
    // 2 backends × 2 shapes
    assertThat(contrasts.stream().filter(contrast -> contrast.factor() == Factor.PATH)).hasSize(4);
    assertThat(contrasts.stream().filter(contrast -> !contrast.factor().isControl()))
        .noneMatch(contrast -> contrast.cell().parameters().containsKey("path"))
        .noneMatch(contrast -> contrast.cell().parameters().containsKey("arm"));
  }

  @Test
  void aBackendWithoutADirectStepHasNoOverheadToMeasure() {
    List<CellKey> cells = new Blocks(List.of("ejml", "vector")).overhead(Profile.MEDIUM).cells();
    assertThat(cells).hasSize(2).allMatch(cell -> cell.backend().equals("ejml"));
  }

  /** As a plug-in may. */
  @Test
  void aBackendThatHasADirectStepHasAnOverheadToMeasure() {
    Factors overhead = new Blocks(List.of("ejml", "strange")).overhead(Profile.MEDIUM);
    assertThat(overhead.withDirectSteps(Set.of("strange")).cells())
        .hasSize(2)
        .allMatch(cell -> cell.backend().equals("strange"));
  }

  @Test
  void whatIsNotDefinedIsLeftOutWithTheReason() {
    Factors steps =
        Factors.of(List.of(BenchmarkKind.TRAINING_STEP), List.of("arrays"))
            .with(Factor.SHAPE, "3-1", "3-2-1", "64-32-10", "4-32-16-4")
            .with(Factor.BATCH, 32)
            .with(Factor.LOSS, "squared-error", "cross-entropy")
            .with(Factor.GRADIENT, "manual", "notebook");
    assertThat(steps.cells())
        .extracting(
            cell ->
                String.join(
                    " ",
                    cell.value(Factor.SHAPE),
                    cell.value(Factor.LOSS),
                    cell.value(Factor.GRADIENT)))
        .containsExactly(
            "3-1 squared-error manual",
            "3-2-1 squared-error manual",
            "3-2-1 squared-error notebook",
            "64-32-10 squared-error manual",
            "64-32-10 squared-error notebook",
            "64-32-10 cross-entropy manual",
            "4-32-16-4 squared-error manual",
            "4-32-16-4 cross-entropy manual");
    assertThat(steps.leftOut())
        .containsExactly(
            "the gradient notebook needs a network with one hidden layer, not 3-1",
            "cross-entropy needs at least two outputs, but 3-1 has one",
            "the gradient notebook needs the loss squared-error",
            "cross-entropy needs at least two outputs, but 3-2-1 has one",
            "the gradient notebook needs a network with one hidden layer, not 4-32-16-4");
    assertThat(Factors.of(List.of(BenchmarkKind.TRAINING_STEP), BACKENDS).leftOut()).isEmpty();
    assertThat(new Blocks(List.of("arrays")).overhead(Profile.DEEP).cells()).isEmpty();
  }

  @Test
  void theProfilesMeasureNetworksThatPeopleTrain() {
    assertThat(cellsOf(plan(Profile.QUICK), "ejml"))
        .anyMatch(cell -> isClassifier(cell, "64-32-10", "adam"));
    Set<CellKey> standard = cellsOf(plan(Profile.STANDARD), "ejml");
    assertThat(standard).anyMatch(cell -> isClassifier(cell, "784-256-128-10", "adam"));
    assertThat(standard)
        .filteredOn(cell -> cell.value(Factor.SHAPE).equals("64-32-10"))
        .filteredOn(cell -> !cell.trainsToTarget())
        .extracting(FactorsTest::method)
        .containsExactlyInAnyOrder(
            "sgd fixed manual on",
            "momentum fixed manual on",
            "adam fixed manual on",
            "adamw fixed manual on",
            "adam next manual on",
            "adam fixed autograd on",
            "adam fixed graph on",
            "adam fixed manual off");
    assertThat(cellsOf(plan(Profile.FULL), "ejml"))
        .anyMatch(cell -> cell.value(Factor.SHAPE).equals("3-1"))
        .anyMatch(cell -> cell.value(Factor.SHAPE).equals("4-32-16-4"))
        .anyMatch(cell -> cell.value(Factor.FEED).equals("shuffled"));
  }

  private static String method(CellKey cell) {
    return Stream.of(Factor.OPTIMIZER, Factor.FEED, Factor.GRADIENT, Factor.FUSION)
        .map(cell::value)
        .collect(Collectors.joining(" "));
  }

  @Test
  void onlyWhatABackendCanFuseIsMeasuredOpByOp() {
    Factors steps = factors(BenchmarkKind.TRAINING_STEP, true).with(Factor.FUSION, "on", "off");
    assertThat(steps.leftOut()).containsExactly("the gradient autograd is op by op in any case");
    assertThat(steps.cells())
        .filteredOn(cell -> cell.value(Factor.FUSION).equals("off"))
        .extracting(cell -> cell.value(Factor.GRADIENT))
        .containsOnly("manual", "notebook", "graph");
    assertThat(new Blocks(BACKENDS).everyOperation().cells())
        .filteredOn(cell -> cell.value(Factor.FUSION).equals("off"))
        .extracting(cell -> cell.value(Factor.OPERATION))
        .containsOnly(
            "momentumUpdate",
            "affine",
            "affineRelu",
            "affineGradient",
            "affineBackward",
            "squaredError",
            "affineSquaredError");
  }

  private static boolean isClassifier(CellKey cell, String shape, String optimizer) {
    return cell.value(Factor.SHAPE).equals(shape)
        && cell.value(Factor.LOSS).equals("cross-entropy")
        && cell.value(Factor.OPTIMIZER).equals(optimizer)
        && cell.value(Factor.BATCH).equals("32");
  }

  @Test
  void aPlanWithoutCellsIsRefused() {
    Factors nothing =
        Factors.of(List.of(BenchmarkKind.TRAINING_STEP), BACKENDS)
            .with(Factor.BIAS, false)
            .with(Factor.GRADIENT, GradientKind.NOTEBOOK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Factors.cells(List.of(nothing)))
        .withMessage("nothing to measure: the gradient notebook needs a bias");
  }

  @Test
  void valuesThatAreNoneAreRefused() {
    Factors kernel = Factors.of(List.of(BenchmarkKind.KERNEL), BACKENDS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.with(Factor.OPERATION, "divide"))
        .withMessageContaining("unknown operation 'divide'; known: multiply, ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.with(Factor.SIZE, "64x3"))
        .withMessageContaining("write mxkxn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.with(Factor.BATCH, 0))
        .withMessageContaining("'0' is not a whole number from 1");
  }

  private static Plan plan(Profile profile) {
    return plan(profile, BACKENDS);
  }

  private static Plan plan(Profile profile, List<String> backends) {
    return new Plan(
        profile.label(),
        1,
        profile.rounds(),
        Factors.cells(profile.blocks(backends)).stream()
            .map(cell -> new PlannedCell(cell, profile.iterations()))
            .toList(),
        List.of());
  }

  private static Set<CellKey> cellsOf(Plan plan, String backend) {
    return plan.cells().stream()
        .map(planned -> planned.cell())
        .filter(cell -> cell.backend().equals(backend))
        .filter(cell -> !cell.parameters().containsKey("arm"))
        .map(cell -> cell.with(Factor.BACKEND, ""))
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Factors factors(BenchmarkKind benchmark, Boolean... bias) {
    return Factors.of(List.of(benchmark), BACKENDS)
        .with(Factor.BATCH, 1, 64)
        .with(Factor.BIAS, (Object[]) bias)
        .with(Factor.GRADIENT, GradientKind.OF_KERNELS)
        .with(Factor.OPTIMIZER, (Object[]) OptimizerKind.values())
        .with(Factor.OPERATION, "multiply");
  }
}
