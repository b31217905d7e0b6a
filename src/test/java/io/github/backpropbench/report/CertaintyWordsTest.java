package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Effort;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.Plan;
import io.github.backpropbench.results.PlannedCell;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With which words a report says how certain it is. */
class CertaintyWordsTest {
  private static final CellKey BLAS = SampleRun.trainingStep("blas", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);

  @Test
  void equalBackendsHaveNoWinner() {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      forks.add(SampleRun.measurement(round, BLAS, 100.0 + round % 3));
      forks.add(SampleRun.measurement(round, EJML, 99.5 + (round + 1) % 3));
    }
    String text = text(results(5, forks, BLAS, EJML));
    assertThat(text)
        .contains("ejml or blas at batch 64 (no difference shown between them).")
        .contains(")?")
        .doesNotContainPattern("\\* \\d");
  }

  /** Its own interval excludes 1; stated with the two others, it would too often be false. */
  @Test
  void whatIsNearlyShownIsCalledProbable() {
    CellKey ojalgo = SampleRun.trainingStep("ojalgo", 64);
    double[] slower = {1.02, 1.002, 1.05, 1.01, 1.035};
    double[] equal = {1.002, 0.999, 1.001, 0.998, 1.0};
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      forks.add(SampleRun.measurement(round, BLAS, 100.0));
      forks.add(SampleRun.measurement(round, EJML, 100.0 * slower[round - 1]));
      forks.add(SampleRun.measurement(round, ojalgo, 100.0 * equal[round - 1]));
    }
    assertThat(text(results(5, forks, BLAS, EJML, ojalgo)))
        .contains(
            "ojalgo or blas at batch 64 (no difference shown between them; ejml probably takes 1.02 times as long)")
        .contains("\"Probably\" means: its own 95 % interval says so");
  }

  /** What is many times slower is no tie, and what is slower than a close rival is none either. */
  @Test
  void aTieNamesOnlyThoseBetweenWhichNothingWasShown() {
    CellKey ojalgo = SampleRun.trainingStep("ojalgo", 64);
    CellKey mine = SampleRun.trainingStep("mine", 64);
    double[] noisy = {1.2, 0.8, 1.1, 0.85, 1.0};
    double[] quiet = {1.002, 0.999, 1.001, 0.998, 1.0};
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 5; round++) {
      forks.add(SampleRun.measurement(round, BLAS, 98.0 * noisy[round - 1]));
      forks.add(SampleRun.measurement(round, EJML, 100.0 * quiet[round - 1]));
      forks.add(SampleRun.measurement(round, ojalgo, 105.0 * quiet[5 - round]));
      forks.add(SampleRun.measurement(round, mine, 500.0 * quiet[round % 5]));
    }
    String text = text(results(5, forks, BLAS, EJML, ojalgo, mine));
    assertThat(text)
        .containsPattern(
            "ejml or blas at batch 64 \\(no difference shown between them; ojalgo takes 1\\.\\d\\d"
                + " times as long, mine 5\\.\\d\\d times\\)")
        .doesNotContain("Probably")
        .containsPattern("no difference shown none shown ejml, blas next ×1\\.\\d\\d ");
    assertThat(text).containsOnlyOnce("means: if there is a difference");
  }

  @Test
  void aCostThatDiffersFromCellToCellIsNotUnknown() {
    List<Measurement> forks = new ArrayList<>();
    List<CellKey> cells = new ArrayList<>();
    double[] quiet = {1.002, 0.999, 1.001, 0.998, 1.0};
    for (int batch : new int[] {1, 8, 64}) {
      CellKey plain = SampleRun.trainingStep("blas", batch).with(Factor.BIAS, "false");
      CellKey bias = plain.with(Factor.BIAS, "true");
      cells.addAll(List.of(plain, bias));
      for (int round = 1; round <= 5; round++) {
        double wild = batch == 64 ? Math.pow(3, round % 3 - 1) : 1;
        forks.add(SampleRun.measurement(round, plain, 100.0 * quiet[round - 1]));
        forks.add(SampleRun.measurement(round, bias, 120.0 * wild * quiet[5 - round]));
      }
    }
    assertThat(text(results(5, forks, cells.toArray(CellKey[]::new))))
        .contains(
            "Typical cost in time: bias depends on the cell: slower in 2 of 3 (95 % interval");
  }

  @Test
  void theForksOfARunForTheAnswerAreCounted() {
    List<Measurement> forks = new ArrayList<>();
    for (int round = 1; round <= 4; round++) {
      forks.add(SampleRun.measurement(round, BLAS, 100.0 + round % 3));
      forks.add(SampleRun.measurement(round, EJML, 99.0 + round % 2));
    }
    String alike = text(forTheAnswer(forks));
    assertThat(alike).contains("A quick look: 4 rounds, each with a fresh JVM for every cell.");
    forks.add(SampleRun.measurement(5, BLAS, 101.0));
    forks.add(SampleRun.measurement(6, BLAS, 101.0));
    assertThat(text(forTheAnswer(forks)))
        .contains("A quick look: 4 to 6 forks of each cell, each a fresh JVM")
        .doesNotContain("Not complete");
    assertThat(text(forTheAnswer(forks.subList(0, 3))))
        .contains("Not complete: the run was stopped after 3 forks; run --resume");
  }

  private static RunResults forTheAnswer(List<Measurement> forks) {
    Plan plan = results(2, forks, BLAS, EJML).description().plan().with(Effort.forTheAnswer(13.2));
    return new RunResults(
        SyntheticRun.description(
            new Plan("quick", 1, 2, plan.cells(), plan.jvmArguments(), plan.effort())),
        forks,
        List.of());
  }

  private static String text(RunResults results) {
    // Sentences without their line ends, so that they can be looked for.
    return RunReport.of(results).text().replaceAll("\\s+", " ");
  }

  private static RunResults results(int rounds, List<Measurement> forks, CellKey... cells) {
    Plan plan =
        new Plan(
            "custom",
            42,
            rounds,
            Stream.of(cells).map(cell -> new PlannedCell(cell, SampleRun.ITERATIONS)).toList(),
            List.of());
    return new RunResults(SyntheticRun.description(plan), forks, List.of());
  }
}
