package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
  private static final String PROBLEM =
      """
      {"x": [[1, 2], [0.5, -1]], "y": [[1], [0]], "w1": [[0.1], [0.2]], "w2": [[0.3]]%s}
      """;

  @TempDir Path folder;

  @Test
  void withoutFlagsItIsTheExperiment() {
    Program program = Program.run("train");
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
    assertThat(program.out())
        .contains("step  manual, no bias  manual, bias  autograd  autograd with Adam");
    assertThat(program.out().lines().skip(5).map(line -> line.strip().split(" ")[0]))
        .containsExactly("99", "199", "299", "399", "499");
  }

  @Test
  void theExperimentIsThatOfEachMethod() {
    String experiment = Program.run("train", "--backend=ejml", "--format=csv").out();
    String autograd =
        Program.run(
                "train",
                "--backend=ejml",
                "--gradient=autograd",
                "--optimizer=adam",
                "--format=csv")
            .out();
    String rows =
        autograd
            .lines()
            .skip(1)
            .map(line -> line.replace("\"autograd, bias, adam\"", "autograd with Adam") + "\n")
            .reduce("", String::concat);
    assertThat(experiment).endsWith(rows).hasLineCount(1 + 4 * 500);
  }

  @Test
  void biasDefaultsToThatOfTheProblem() throws IOException {
    Path without = write("without", PROBLEM.formatted(""));
    Path with = write("with", PROBLEM.formatted(", \"b1\": [0.1], \"b2\": [0.2]"));
    assertThat(json(without)).contains("\"bias\":false").doesNotContain("\"b1\"");
    assertThat(json(with)).contains("\"bias\":true").contains("\"b1\":[");
    assertThat(json(with, "--no-bias")).isEqualTo(json(without));
    Program refused = Program.run("train", "--problem", without.toString(), "--bias");
    assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refused.err()).contains("--bias needs the starting values b1 and b2");
  }

  @Test
  void aSeedMeansTheSameProblemOnEachBackend() {
    String arrays = Program.run("train", "--seed=7", "--precision=f64").out();
    String ojalgo = Program.run("train", "--seed=7", "--precision=f64", "--backend=ojalgo").out();
    assertThat(ojalgo.replace("ojalgo", "arrays")).isEqualTo(arrays);
    assertThat(Program.run("train", "--seed=8", "--precision=f64").out()).isNotEqualTo(arrays);
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "--gradient=autograd, 1", "--optimizer=adam --steps=3 --format=json, 1"})
  void aTrainingThatDivergesSaysWhen(String options, int step) {
    Program program = Program.run(("train --learning-rate 1e30 " + options).strip().split(" "));
    assertThat(program.status()).isEqualTo(ExitStatus.DIVERGED);
    assertThat(program.out()).isEmpty();
    assertThat(program.err())
        .hasLineCount(1)
        .contains("the training diverged at step " + step + ": the loss is no longer a finite");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                          | not valid JSON
          {"x": [[1, 2], [3]], "y": [[1], [0]]}             | row 2 of x has length 1
          {"x": [[1]], "y": [[1], [0]], "w1": [[1]], "w2": [[1]]} | y needs as many rows as x
          {"x": [[NaN]], "y": [[1]], "w1": [[1]], "w2": [[1]]}    | value 1 of row 1 of x is NaN
          {"x": [[1e300]], "y": [[1]], "w1": [[1]], "w2": [[1]]}  | 1.0E300, which is too large for f32
          """)
  void aBadProblemFileIsRefused(String content, String sentence) throws IOException {
    Program program = Program.run("train", "--problem", write("bad", content).toString());
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err()).hasLineCount(1).contains(sentence).doesNotContain("Exception");
  }

  private String json(Path problem, String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "train";
    arguments[1] = "--problem=" + problem;
    arguments[2] = "--format=json";
    System.arraycopy(options, 0, arguments, 3, options.length);
    Program program = Program.run(arguments);
    assertThat(program.err()).isEmpty();
    return program.out();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), content);
  }
}
