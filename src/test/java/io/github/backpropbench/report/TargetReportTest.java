package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunResults;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report of a run that trains to a target. */
class TargetReportTest {
  private static final String SECTION = "Time to target ==============";

  @Test
  void theAnswerIsTheShortestTimeWithWhatItConsistsOf() {
    TargetRun run = new TargetRun();
    CellKey best = TargetRun.cell("ejml", "adam", 8);
    double step = run.nanoseconds(best) * (1 - TargetRun.EVALUATION_SHARE) / run.expected(best);
    assertThat(answer(run))
        .contains(
            "- Time to target, digits to 95 %% by 64-32-10, f32, 10 seeds: %s ±"
                .formatted(time(run, best)))
        .contains(
            " with ejml, manual adam, bias, batch 8 (286 steps at %s, and 20 %% of the time for"
                    .formatted(Figures.time(step))
                + " evaluations; single seeds take 281 to 290 steps): the fastest library.")
        .contains(
            "The others at their best: ojalgo %s (manual adam, bias, batch 32)."
                .formatted(time(run, TargetRun.cell("ojalgo", "adam", 32))))
        .contains("No yardstick is shown to be ahead.");
  }

  @Test
  void optimizersAreComparedAtTheirOwnBestBatchSizes() {
    TargetRun run = new TargetRun();
    CellKey sgd = TargetRun.cell("ejml", "sgd", 32);
    double ratio = run.nanoseconds(TargetRun.cell("ejml", "adam", 8)) / run.nanoseconds(sgd);
    assertThat(answer(run))
        .containsPattern(
            "Against sgd with ejml \\(%s ±[0-9.]+ %%, batch 32\\), all with manual gradients and bias and each at its best batch size: adam %s"
                    .formatted(time(run, sgd), Figures.ratio(ratio))
                + " times as long \\([0-9.]+–[0-9.]+; batch 8\\)\\.");
  }

  @Test
  void yardsticksThatAreAheadAreNamedAfterTheLibraries() {
    TargetRun run = new TargetRun().backends("arrays", "ejml", "vector");
    assertThat(answer(run))
        .contains(
            "the only library that was measured. A yardstick is ahead: vector %s (manual adam, bias,"
                    .formatted(time(run, TargetRun.cell("vector", "adam", 8)))
                + " batch 8).");
  }

  @Test
  void ofTwoLibrariesThatAreAlikeNoneIsCalledTheFastest() {
    // Names of backends that the run's model does not know give the same times.
    assertThat(answer(new TargetRun().backends("one", "other")))
        .containsPattern(
            "the shortest time of a backend, but not shown to be shorter than with (one|other)\\.");
  }

  @Test
  void theTableShowsStepsRateAndEachBackendsTime() {
    TargetRun run = new TargetRun();
    String section = section(run);
    assertThat(section)
        .contains("until 95 % of the test rows are classified correctly, for at most 100 epochs.")
        .contains("Steps are the mean over 10 seeds, with their range in brackets")
        .contains("batch rate reached steps ejml ojalgo (arrays)")
        .contains(
            "8 0.1 10 of 10 846 * %s %s %s (841–850) ±"
                .formatted(
                    time(run, TargetRun.cell("ejml", "sgd", 8)),
                    time(run, TargetRun.cell("ojalgo", "sgd", 8)),
                    time(run, TargetRun.cell("arrays", "sgd", 8))));
  }

  @Test
  void aSeedThatDoesNotReachTheTargetCountsWithAllItsSteps() {
    TargetRun run = new TargetRun();
    // (91 + … + 99 + 1000) / 9
    assertThat(section(run))
        .contains("128 0.1 9 of 10 206 ", " (91–99) ")
        .contains("Where some seeds do not reach the target, steps and time are those of all");
    assertThat(section(new TargetRun().batches(8, 32))).doesNotContain("some seeds");
  }

  @Test
  void whatNoSeedReachesIsSaidAndNotMissing() {
    String section = section(new TargetRun().batches(32, 512));
    assertThat(section)
        .contains("512 0.1 0 of 10 – not reached not reached not reached")
        .contains("512 0.002 10 of 10 22.5 ");
  }

  @Test
  void theAnswerTellsWhatDoesNotReachTheTarget() {
    assertThat(answer(new TargetRun().batches(32, 512)))
        .contains("No seed reaches the target with sgd, bias at batch 512.")
        .doesNotContain("seeds reach it");
    assertThat(answer(new TargetRun().optimizers("sgd").batches(128)))
        .contains("; 9 of 10 seeds reach it, and the steps of the others count, too)")
        .doesNotContain("No seed");
  }

  @Test
  void nothingButUnreachedTargetsIsAReportToo() {
    String text = new TargetRun().batches(512).measured(cell -> false).backends().text();
    assertThat(text).contains("512 0.1 0 of 10 –").doesNotContain("with null");
  }

  @Test
  void samplesPerSecondLeaveOutTheEvaluations() {
    TargetRun run = new TargetRun();
    CellKey cell = TargetRun.cell("ejml", "sgd", 8);
    double seconds = run.nanoseconds(cell) * (1 - TargetRun.EVALUATION_SHARE) / 1e9;
    assertThat(section(run))
        .contains("8 " + Figures.rate(8 * run.expected(cell) / seconds) + " ")
        .contains("20 % evaluation");
  }

  @Test
  void theBatchWithTheShortestTimeAndItsRivalsAreNamed() {
    assertThat(section(new TargetRun()))
        .contains("The batch size with the shortest time to the target; after \"or\"")
        .contains("method ejml ojalgo (arrays)")
        .doesNotContain("(unsure)");
    assertThat(section(new TargetRun().rounds(1))).contains("8 (unsure)", "(unsure) stands where");
    assertThat(section(new TargetRun().batches(32))).doesNotContain("The batch size with");
  }

  @Test
  void whatEachChoiceCostsIsARatioOfTimesToTheTarget() {
    TargetRun run = new TargetRun().gradients("manual", "autograd").biases("true", "false");
    double adam =
        run.nanoseconds(TargetRun.cell("ejml", "adam", 8))
            / run.nanoseconds(TargetRun.cell("ejml", "sgd", 8));
    String section = section(run);
    assertThat(section)
        .contains("the time as a multiple of that with the baseline (manual, sgd, no bias)")
        .contains("adam: f32, manual, bias 8 %s (".formatted(Figures.ratio(adam)))
        .contains("bias: f32, manual sgd 8 1.10 (")
        .contains("autograd, eager: f32, sgd, bias 8 1.50 (")
        .contains("Eager: each step records its operations one by one");
    assertThat(run.text())
        .contains("Cost of autograd, typically: autograd, eager: +50 % (95 % interval")
        .contains("bias slower in 36 of 36 cells")
        .doesNotContain("Cost of gradient");
  }

  @Test
  void oneSeedIsSaidToBeOne() {
    assertThat(answer(new TargetRun().seeds(1)))
        .contains("adam 0.34 times as long, but too few rounds or seeds to be sure (batch 32).")
        .contains("batch 32 (81 steps at ")
        .contains("Cost in time to target: adam cannot be told from this few rounds or seeds;");
    assertThat(section(new TargetRun().seeds(1)))
        .contains("Steps are those of a single seed; all backends")
        .contains("with a single seed there is none")
        .contains("8 0.1 1 of 1 841 ");
  }

  @Test
  void aLossIsATarget() {
    TargetRun run = new TargetRun().target("0.05");
    assertThat(answer(run)).contains("Time to target, digits to a loss of 0.05 by 64-32-10, f32");
    assertThat(section(run)).contains("until the mean loss of the test rows is at most 0.05,");
  }

  @Test
  void aStoppedRunShowsWhatItHas() {
    TargetRun run =
        new TargetRun().measured(cell -> !cell.backend().equals("ojalgo") && isSmall(cell));
    assertThat(run.text())
        .contains("the only library that was measured")
        .contains("the run was stopped after 40 of 90 forks");
    assertThat(section(run))
        .contains("32 0.002 10 of 10 85.5 ")
        .contains("128 0.002 10 of 10 35.5 – – –");
  }

  private static boolean isSmall(CellKey cell) {
    return List.of("8", "32").contains(cell.value(Factor.BATCH));
  }

  @Test
  void aBackendThatFailsIsSaidToHaveFailed() {
    RunResults run = new TargetRun().results();
    List<Measurement> forks =
        run.measurements().stream()
            .map(
                fork ->
                    fork.cell().equals(TargetRun.cell("ojalgo", "sgd", 8))
                        ? fork.failed("reached 95% at step 900 instead of 841")
                        : fork)
            .toList();
    RunResults failed =
        new RunResults(run.description(), forks, run.losses(), run.baselines(), run.evaluations());
    assertThat(RunReport.of(failed).text().replaceAll("\\s+", " "))
        .containsPattern("8 0.1 10 of 10 846 [0-9.]+ ms failed ")
        .contains("reached 95% at step 900 instead of 841");
  }

  @Test
  void nothingIsMeasuredYet() {
    String text = new TargetRun().measured(cell -> false).text();
    assertThat(text).contains("nothing has been measured yet").contains("8 0.1 10 of 10 846 – – –");
  }

  @Test
  void aRunOfTrainingsToTargetsSpeaksOfThem() {
    String text = new TargetRun().text();
    assertThat(text)
        .contains(
            "Fastest for a training to the target of 64-32-10 cross-entropy f32, manual sgd, bias,"
                + " digits, to 95%, 10 seeds: of the libraries, ejml at batch 8 and 32")
        .contains("Time of a training to the target as a multiple of the time with arrays")
        .contains(
            "A training is all steps and evaluations until its target is reached, on one thread.")
        .doesNotContain("complete training", "Complete trainings", "training step");
    assertThat(text.indexOf("Time to target, digits")).isLessThan(text.indexOf("Fastest for"));
    assertThat(new TargetRun().rounds(1).text())
        .contains("For numbers to base a decision on: converge --rounds 5.");
  }

  @Test
  void aReferenceTrainingStandsForItsMethodWithManualGradients() {
    String section = section(new TargetRun().batches(32, 512).gradients("manual", "autograd"));
    assertThat(section.split(" 0 of 10", -1)).as(section).hasSize(2);
  }

  @Test
  void thePageHasTheSection() {
    assertThat(new TargetRun().report().html())
        .contains("id=\"time-to-target\"")
        .doesNotContain("id=\"throughput-chart\"");
  }

  private static String answer(TargetRun run) {
    String text = run.text();
    return text.substring(0, text.indexOf(SECTION));
  }

  private static String section(TargetRun run) {
    String text = run.text();
    int start = text.indexOf(SECTION);
    int end = text.indexOf("Backends against");
    return text.substring(start, end < start ? text.length() : end).replaceAll("-{2,} ?", "");
  }

  private static String time(TargetRun run, CellKey cell) {
    return Figures.time(run.nanoseconds(cell));
  }
}
