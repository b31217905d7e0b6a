package io.github.backpropbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.harness.BenchmarkKind;
import io.github.backpropbench.harness.Profile;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.SampleRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Trainings to a target beside other cells, beside other targets, and in other runs. */
class MixedTrainingsTest {
  private static final String SECTION = "Time to target ==============";

  @Test
  void aRunWithTrainingStepsKeepsThemApart() {
    RunResults both =
        together(SyntheticRun.of(Profile.STANDARD, "arrays", "ejml"), new TargetRun());
    String text = RunReport.of(both).text().replaceAll("\\s+", " ");
    String answer = text.substring(0, text.indexOf("Training step: throughput"));
    assertThat(answer)
        .contains("Fastest for a training step of 3-2-1 f32")
        .contains("Time to target, digits to 95 % by 64-32-10, f32, 10 seeds: ")
        .contains("Typical cost in time: ")
        .doesNotContain("training to the target");
    String complete = text.substring(text.indexOf("Complete trainings ="));
    assertThat(complete.substring(0, complete.indexOf("Losses of the original")))
        .contains("Time to train for 500 steps")
        .doesNotContain("digits");
    assertThat(text.indexOf(SECTION)).isBetween(text.indexOf("Cost of "), text.indexOf("Complete"));
  }

  @Test
  void trainingsOfBothKindsAloneAreJudgedByTheExperiment() {
    RunResults synthetic = SyntheticRun.of(Profile.STANDARD, "arrays", "ejml");
    List<Measurement> trainings =
        synthetic.measurements().stream()
            .filter(fork -> BenchmarkKind.CONVERGENCE.measures(fork.cell()))
            .toList();
    RunResults experiment =
        new RunResults(
            SampleRun.description(
                trainings.stream().map(Measurement::cell).distinct().toList(), "custom", 2),
            trainings,
            List.of());
    String text =
        RunReport.of(together(experiment, new TargetRun())).text().replaceAll("\\s+", " ");
    assertThat(text)
        .contains("Fastest for a complete training of 3-2-1 f32")
        .contains("Time to target, digits to 95 % by 64-32-10, f32, 10 seeds: ")
        .contains(SECTION)
        .doesNotContain("training of 64-32-10", "training to the target");
  }

  @Test
  void severalTasksHaveAPointEachAndRowsOfTheirOwn() {
    RunResults two = together(new TargetRun().target("90%").results(), new TargetRun());
    String text = RunReport.of(two).text().replaceAll("\\s+", " ");
    assertThat(text)
        .contains("- Time to target, digits to 90 % by 64-32-10, f32, 10 seeds: ")
        .contains("- Time to target, digits to 95 % by 64-32-10, f32, 10 seeds: ")
        .contains("until 90 % of the test rows", "until 95 % of the test rows")
        .contains("digits to 90 % by 64-32-10: f32, manual sgd, bias 8 0.1 10 of 10 846 ")
        .contains("digits to 95 % by 64-32-10: f32, manual sgd, bias 8 0.1 10 of 10 846 ");
    assertThat(RunReport.of(two).markdown().lines().count()).isLessThan(200);
  }

  @Test
  void aForeignBenchmarkWithDataTrainsToNoTarget() {
    List<Measurement> forks = new ArrayList<>();
    for (String batch : List.of("1", "2")) {
      CellKey cell = new CellKey("a.B.c", Map.of("data", "digits", "batch", batch));
      forks.add(SampleRun.measurement(1, cell, 10.0));
      forks.add(SampleRun.measurement(2, cell, 11.0));
    }
    List<CellKey> cells = forks.stream().map(Measurement::cell).distinct().toList();
    RunReport report =
        RunReport.of(new RunResults(SampleRun.description(cells, "custom", 2), forks, List.of()));
    assertThat(report.text()).doesNotContain("Time to target");
    assertThat(report.files(Path.of("run")).getOrDefault(RunFolder.CELLS, ""))
        .contains(",data,")
        .doesNotContain("ratio.batch");
  }

  @Test
  void runsAreComparedByWhatTheyTrain() {
    List<Measurement> before = new TargetRun().results().measurements();
    List<Measurement> after =
        before.stream()
            .map(
                fork ->
                    fork.cell().backend().equals("ejml")
                        ? fork.converted("avgt", "us/op", score -> 1.2 * score)
                        : fork)
            .toList();
    String text =
        ComparisonReport.of(
                List.of(
                    ComparedSides.source("old", UnaryOperator.identity(), before),
                    ComparedSides.source("new", ComparedSides.withEjml("0.47"), after)))
            .text()
            .replaceAll("\\s+", " ");
    assertThat(text)
        .contains("Relative time of a complete training by backend: ejml 1.20 (")
        .contains("Time per operation: the mean of the forks")
        .contains("64-32-10 cross-entropy f32, manual sgd, bias, digits, to 95%, 10 seeds 8 ejml ")
        .contains(
            Figures.time(new TargetRun().nanoseconds(TargetRun.cell("ejml", "sgd", 8))) + " ");
  }

  private static RunResults together(RunResults one, TargetRun other) {
    RunResults target = other.results();
    List<Measurement> forks = new ArrayList<>(one.measurements());
    forks.addAll(target.measurements());
    return new RunResults(
        SampleRun.description(
            forks.stream().map(Measurement::cell).distinct().toList(), "custom", 5),
        forks,
        one.losses(),
        List.of(),
        Stream.concat(one.evaluations().stream(), target.evaluations().stream()).toList());
  }
}
