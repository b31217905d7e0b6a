package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.EvaluationCurve;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import io.github.backpropbench.results.StepsToTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs with real forks, as few as possible. */
class ConvergeCommandTest {
  private static final String[] SMALLEST = {
    "--backends=arrays",
    "--optimizers=sgd,adam",
    "--batches=512",
    "--gradients=manual",
    "--seeds=2",
    "--rounds=1",
    "--target=60%",
    "--seed=5"
  };

  @TempDir Path temporary;

  @Test
  @Tag("slow")
  void aRunThatWasCutOffGoesOnWithTheStepsItHadFound() throws IOException {
    Path folder = temporary.resolve("run");
    Program first = converge(folder, SMALLEST);
    assertThat(first.status()).isEqualTo(ExitStatus.DONE);
    assertThat(first.err())
        .contains("sgd, batch 512: learning rate ", "reached with 2 of 2 seeds in ");
    RunResults results = RunResults.read(RunFolder.open(folder));
    assertThat(results.measurements()).hasSize(2).allMatch(Measurement::isOk);
    assertThat(results.losses()).isEmpty();
    for (Measurement fork : results.measurements()) {
      StepsToTarget trainings = StepsToTarget.of(fork.cell(), results.evaluations()).orElseThrow();
      assertThat(trainings.curves()).hasSize(2).allMatch(EvaluationCurve::isReached);
      assertThat(Objects.requireNonNull(fork.secondaryMetrics().get("stepsToTarget")).scores())
          .containsOnly(trainings.expected());
    }

    Path journal = folder.resolve(RunFolder.JOURNAL);
    String whole = Files.readString(journal);
    int line = whole.indexOf('\n') + 1;
    Files.writeString(journal, whole.substring(0, line + 40));
    String evaluations = Files.readString(folder.resolve(RunFolder.EVALUATIONS));
    Program second = Program.run("converge", "--resume", folder.toString());
    assertThat(second.status()).isEqualTo(ExitStatus.DONE);
    assertThat(second.out()).contains("1 fork already done");
    assertThat(folder.resolve(RunFolder.EVALUATIONS)).hasContent(evaluations);
    assertThat(Files.readString(journal)).startsWith(whole.substring(0, line));
    assertThat(RunResults.read(RunFolder.open(folder)).measurements())
        .hasSize(2)
        .allMatch(Measurement::isOk);
  }

  @Test
  @Tag("slow")
  void aRunIsNotResumedWithoutItsTrainingsOrWithOtherData() throws IOException {
    Path data = temporary.resolve("run.csv");
    StringBuilder rows = new StringBuilder("a,b,class\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i % 2).append(',').append(i).append(i % 2 == 0 ? ",even\n" : ",odd\n");
    }
    Files.writeString(data, rows);
    Path folder = temporary.resolve("run");
    Program first =
        converge(
            folder,
            "--backends=arrays",
            "--data=" + data,
            "--label-column=class",
            "--shape=2-4-2",
            "--target=90%",
            "--optimizers=adam",
            "--batches=8",
            "--gradients=manual",
            "--seeds=1",
            "--rounds=1");
    assertThat(first.status()).isEqualTo(ExitStatus.DONE);
    String[] resume = {"converge", "--resume", folder.toString()};

    Files.writeString(data, rows.toString().replace("0,2,even", "1,2,even"));
    assertRefused(Program.run(resume), "seed 1 no longer trains as evaluations.csv says");
    Files.delete(data);
    assertRefused(Program.run(resume), data + ": there is no such file");
    Files.writeString(data, rows);
    assertThat(Program.run(resume).status()).isEqualTo(ExitStatus.DONE);
    Files.delete(folder.resolve(RunFolder.EVALUATIONS));
    assertRefused(Program.run(resume), "evaluations.csv does not have all trainings of");
  }

  private static void assertRefused(Program program, String reason) {
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err())
        .contains("backprop-bench converge: the run cannot be resumed: ", reason)
        .doesNotContain("Exception");
  }

  @Test
  void aTargetThatNothingReachesIsAnAnswerToo() {
    Path folder = temporary.resolve("run");
    Program program =
        converge(
            folder,
            "--backends=arrays",
            "--optimizers=adam",
            "--batches=512",
            "--seeds=1",
            "--target=100%",
            "--max-epochs=2",
            "--gradients=manual");
    assertThat(program.status()).isEqualTo(ExitStatus.NO);
    assertThat(program.err())
        .contains("adam, batch 512: learning rate ", "not reached in 2 epochs")
        .contains("Nothing to measure: no training reaches its target");
    assertThat(folder).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          --target good                 | 'good' is not a target; write an accuracy, such as 95%
          --target 101%                 | '101%' is not a target
          --data nope                   | there is no data set nope
          --data teacher:3-4-1 --target 95% | the target 95% is an accuracy, but teacher:3-4-1 has numbers
          --data teacher:3-4-1 --loss cross-entropy --target 0.1 | cross-entropy needs classes
          --data teacher:3-4-1          | give a --target, such as 95% or 0.05
          --data teacher:3-4-1:9 --target 0.1 --batches 32 | a batch of 32 is more than the 5 training
          --data none.csv --label-column a | give a --shape for none.csv#a
          --data none.csv --label-column a --shape 4-2 --target 90% | none.csv
          --shape 64-32-9               | 10 classes (0, 1, 2
          --shape 63-32-10              | 64 features
          --target 95                   | guessing has one of 2.30
          --cold --seeds 3              | give no --seeds with it
          --data - --label-column a --shape 2-2 --target 90% | name a file, not standard input
          --data teacher:2-60000-60000-1 --target 1 | too large; it may have up to 10000000
          --seeds 0                     | '0' is not a whole number from 1
          --max-epochs none             | 'none' is not a whole number from 1
          --gradients notebook          | the gradient notebook
          --resume x --seeds 3          | no other option
          --resume no-such-folder       | no-such-folder does not exist
          --out src                     | src is not empty and holds no run
          """)
  void isRefused(String options, String sentence) {
    Program program =
        Program.run(
            Stream.concat(Stream.of("converge"), Stream.of(options.split(" ")))
                .toArray(String[]::new));
    assertThat(program.err()).contains(sentence);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out()).isEmpty();
    List<String> lines = program.err().lines().toList();
    assertThat(lines).hasSizeLessThanOrEqualTo(2);
    assertThat(lines.get(0)).startsWith("backprop-bench converge: ");
  }

  private static Program converge(Path folder, String... options) {
    List<String> arguments = new ArrayList<>(List.of("converge", "--out=" + folder));
    arguments.addAll(List.of(options));
    return Program.run(arguments.toArray(String[]::new));
  }
}
