package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.convergence.Expectation;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.IterationSettings;
import io.github.backpropbench.results.Iterations;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.SampleCurves;
import io.github.backpropbench.results.StepsToTarget;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Real forks, as short as possible. */
class ForkRunnerTest {
  private static final IterationSettings SHORT =
      new IterationSettings(new Iterations(1, 10), new Iterations(2, 10));

  private final String classPath = System.getProperty("java.class.path");

  @BeforeEach
  void registerTheWrongBackendInForks() {
    System.setProperty(
        "java.class.path",
        classPath + File.pathSeparator + Path.of("src", "test", "wrong-backend").toAbsolutePath());
  }

  @AfterEach
  void restoreTheClassPath() {
    System.setProperty("java.class.path", classPath);
  }

  @Test
  void aRightBackendIsTimed() {
    Measurement measurement = measure(training("arrays", "manual", "true"));
    assertThat(measurement.failure()).isEmpty();
    assertThat(measurement.mode()).isEqualTo("avgt");
    assertThat(measurement.unit()).isEqualTo("ns/op");
    assertThat(measurement.scores()).hasSize(2).allMatch(score -> score > 0);
    assertThat(measurement.warmupScores()).hasSize(1).allMatch(score -> score > 0);
    assertThat(measurement.secondaryMetrics()).containsKey("gc.alloc.rate.norm");
    assertThat(measurement.round()).isEqualTo(3);
    assertThat(measurement.seconds()).isPositive();
  }

  /**
   * The networks at several places in memory, of 250 kB each, are made before. The harness itself
   * allocates some 16 kB per iteration, of which this one holds about 400 steps.
   */
  @Test
  void iterationsAllocateNothingButWhatTheHarnessNeeds() {
    CellKey large = training("arrays", "manual", "true").with(Factor.BATCH, "4096");
    IterationSettings warm = new IterationSettings(new Iterations(3, 100), new Iterations(3, 20));
    Measurement measurement =
        new ForkRunner(List.of(), Map.of(), any -> List.of(), any -> List.of(), ClassArchive.none())
            .run(new PlannedCell(large, warm), 1);
    assertThat(measurement.failure()).isEmpty();
    assertThat(
            Objects.requireNonNull(measurement.secondaryMetrics().get("gc.alloc.rate.norm"))
                .scores())
        .anyMatch(bytesPerStep -> bytesPerStep < 200);
  }

  @Test
  void aConvergenceReportsTheLossThatItReached() {
    CellKey cell =
        new CellKey(
            BenchmarkKind.CONVERGENCE.method(), training("arrays", "manual", "true").parameters());
    Measurement measurement = measure(cell);
    assertThat(measurement.failure()).isEmpty();
    assertThat(measurement.secondaryMetrics()).containsKey("finalLoss");
    assertThat(Objects.requireNonNull(measurement.secondaryMetrics().get("finalLoss")).scores())
        .hasSize(2)
        .allMatch(loss -> loss > 0 && Double.isFinite(loss));
  }

  /** Whatever steps its seeds take, every iteration counts as one of their mean. */
  @Test
  void aTrainingToATargetIsThatOfTheMeanSeed() {
    List<EvaluationCurve> curves = SampleCurves.reached(1, 1);
    CellKey cell = SampleCurves.cell("arrays", curves.get(0), 2);
    Measurement measurement = measure(cell, List.of());
    assertThat(measurement.failure()).isEmpty();
    List<Double> steps = metric(measurement, "steps");
    List<Double> expected = metric(measurement, "stepsToTarget");
    assertThat(measurement.scores()).hasSize(2).allMatch(score -> score > 0);
    assertThat(expected).hasSize(2).containsOnly(expected.get(0));
    assertThat(steps).hasSize(2).allMatch(count -> count >= 8 && count < 5 * expected.get(0));
    assertThat(metric(measurement, "evaluationShare")).allMatch(share -> share > 0 && share < 1);
  }

  @Test
  void aTrainingThatTakesOtherStepsThanTheReferenceIsNotTimed() {
    List<EvaluationCurve> curves = SampleCurves.reached(4000);
    CellKey cell = SampleCurves.cell("arrays", curves.get(0), 1);
    List<String> told = Expectation.of(new StepsToTarget(curves)).jvmArguments();
    Measurement measurement = measure(cell, told);
    assertThat(measurement.isOk()).isFalse();
    assertThat(measurement.failure())
        .matches(
            "wrong result: with 1 of 1 seeds, the training takes other steps than in float64 on the"
                + " reference: with seed 1, \\d+ and not 4000; if rounding decides that .*");
  }

  private static List<Double> metric(Measurement measurement, String name) {
    return Objects.requireNonNull(measurement.secondaryMetrics().get(name)).scores();
  }

  private static Measurement measure(CellKey cell, List<String> told) {
    return new ForkRunner(List.of(), Map.of(), any -> told, any -> List.of(), ClassArchive.none())
        .run(new PlannedCell(cell, SHORT), 1);
  }

  @Test
  void aWrongBackendIsNotTimedButFailsWithTheReason() {
    Measurement measurement = measure(training("wrong", "manual", "true"));
    assertThat(measurement.isOk()).isFalse();
    assertThat(measurement.scores()).isEmpty();
    assertThat(measurement.failure())
        .startsWith("wrong result: dW1 is off by")
        .contains("float64 oracle")
        .doesNotContain("\n");
  }

  @Test
  void anEngineIsTimedIfItIsRight() {
    Measurement right = measure(training("ojalgo-ann", "engine", "true"));
    assertThat(right.failure()).isEmpty();
    assertThat(right.scores()).hasSize(2).allMatch(score -> score > 0);
    Measurement wrong = measure(training("wrong-engine", "engine", "true"));
    assertThat(wrong.isOk()).isFalse();
    assertThat(wrong.scores()).isEmpty();
    assertThat(wrong.failure())
        .startsWith("wrong result: b1 after one step is off by")
        .contains("float64 oracle")
        .doesNotContain("\n");
  }

  @Test
  void aCellThatMakesNoSenseFailsWithTheReason() {
    assertThat(measure(training("arrays", "notebook", "false")).failure())
        .isEqualTo("the gradient 'notebook' is defined only with a bias");
    assertThat(measure(training("nonesuch", "manual", "true")).failure())
        .startsWith("unknown backend 'nonesuch'");
  }

  @Test
  void aForkThatDiesFailsWithWhatItPrinted() {
    PlannedCell cell = new PlannedCell(training("arrays", "manual", "true"), SHORT);
    Measurement measurement =
        new ForkRunner(
                List.of("-XX:NoSuchFlag"),
                Map.of(),
                any -> List.of(),
                any -> List.of(),
                ClassArchive.none())
            .run(cell, 1);
    assertThat(measurement.isOk()).isFalse();
    assertThat(measurement.failure()).contains("NoSuchFlag");
  }

  @Test
  void aForkThatCrashesFailsWithItsExitStatus() {
    Measurement measurement = measure(training("crashing", "manual", "true"));
    assertThat(measurement.isOk()).isFalse();
    assertThat(measurement.failure()).contains("134").doesNotContain("\n");
  }

  @Test
  void aForkThatHangsIsKilledAfterTheLimit() {
    PlannedCell cell = new PlannedCell(training("hanging", "manual", "true"), SHORT);
    ForkRunner runner =
        new ForkRunner(
            List.of(),
            Map.of(),
            any -> List.of(),
            any -> List.of(),
            Duration.ofSeconds(2),
            ClassArchive.none());
    Measurement measurement = runner.run(cell, 1);
    assertThat(measurement.failure()).isEqualTo("did not end within 2 s and was killed");
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    assertThat(measurement.seconds()).isBetween(2.0, 30.0);
  }

  /** A real one cannot be made here: the tests' class path has folders, which the JVM refuses. */
  @Test
  void anArchiveOfClassesIsUsedIsNotRecordedAndDoesNoHarmIfItIsDamaged() throws RunnerException {
    ClassArchive archive = ClassArchive.of(1000, List.of());
    archive.make(arguments -> write(arguments.get(0).replace("-XX:ArchiveClassesAtExit=", "")));
    assertThat(archive.jvmArguments()).anyMatch(flag -> flag.startsWith("-XX:SharedArchiveFile="));
    Measurement measurement =
        new ForkRunner(
                List.of("-Dsome=flag"), Map.of(), any -> List.of(), any -> List.of(), archive)
            .run(new PlannedCell(training("arrays", "manual", "true"), SHORT), 1);
    assertThat(measurement.failure()).isEmpty();
    assertThat(measurement.jvm().arguments())
        .contains("-Dsome=flag")
        .noneMatch(flag -> flag.contains("Archive") || flag.contains("cds"));
  }

  private static void write(String file) {
    try {
      Files.writeString(Path.of(file), "no archive");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noArchiveIsMadeForFewForksOrAgainstTheUsersFlags() throws RunnerException {
    for (ClassArchive archive :
        List.of(
            ClassArchive.of(5, List.of()),
            ClassArchive.of(1000, List.of("-Xshare:off")),
            ClassArchive.of(1000, List.of("-XX:SharedArchiveFile=mine.jsa")))) {
      archive.make(arguments -> Assertions.fail("made an archive with " + arguments));
      assertThat(archive.jvmArguments()).isEmpty();
    }
  }

  private static Measurement measure(CellKey cell) {
    return new ForkRunner(
            List.of(), Map.of(), any -> List.of(), any -> List.of(), ClassArchive.none())
        .run(new PlannedCell(cell, SHORT), 3);
  }

  private static CellKey training(String backend, String gradient, String bias) {
    return new CellKey(
        BenchmarkKind.TRAINING_STEP.method(),
        Map.of(
            "backend", backend,
            "precision", "f32",
            "shape", "3-2-1",
            "batch", "8",
            "bias", bias,
            "gradient", gradient,
            "optimizer", "sgd"));
  }
}
