package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be trained is refused with one sentence, which names the file if there is one. */
class TrainUsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --shape 3                     | '3' is not a shape; write two or more widths
          --shape 3--1                  | '3--1' is not a shape
          --shape 3-0-1                 | the shape 3-0-1 has the width 0; widths are from 1 to 999999
          --shape 3-1000000-1           | has the width 1000000; widths are from 1 to 999999
          --shape 999999-999999         | needs a matrix of 999999×999999, which is too large
          --shape 3-999999-1 --batch 9999 | needs a matrix of 9999×999999, which is too large
          --shape 3-2-1 --loss cross-entropy | at least two outputs, one for each class; 3-2-1 has one
          --loss foo                    | unknown loss 'foo'; known: squared-error, cross-entropy
          --loss squared_error          | unknown loss 'squared_error'
          --optimizer rmsprop           | unknown optimizer 'rmsprop'; known: sgd, momentum, adam, adamw
          --gradient notebook --shape 3-2-2-1 | only for a network with one hidden layer, not for 3-2-2-1
          --gradient notebook --shape 3-1     | only for a network with one hidden layer, not for 3-1
          --gradient notebook --shape 3-2-2 --loss cross-entropy | only for the loss squared-error
          --minibatch 0                 | '0' is not a whole number from 1
          --minibatch -1                | '-1' is not a whole number from 1
          --minibatch 1.5               | '1.5' is not a whole number from 1
          --minibatch many              | 'many' is not a whole number from 1
          --minibatch 65                | --minibatch 65 is more than the 64 rows of the data
          --batch 1 --minibatch 2       | --minibatch 2 is more than the one row of the data
          --shuffle 7                   | --shuffle needs --minibatch N: without it, each step takes
          --minibatch 2 --shuffle x     | 'x' is not a whole number
          --seed 0.5                    | '0.5' is not a whole number
          --momentum 0.9                | --momentum is only for --optimizer momentum; the optimizer here is sgd
          --momentum 0.9 --optimizer adam | the optimizer here is adam
          --momentum 0.9 --optimizer adamw | the optimizer here is adamw
          --momentum -0.1 --optimizer momentum | '-0.1' is not a finite number of at least 0
          --momentum NaN --optimizer momentum | 'NaN' is not a finite number of at least 0
          --weight-decay 0 --optimizer sgd | --weight-decay is only for --optimizer adamw
          --weight-decay 0 --optimizer adam | the optimizer here is adam
          --weight-decay -1 --optimizer adamw | '-1' is not a finite number of at least 0
          --weight-decay Infinity --optimizer adamw | 'Infinity' is not a finite number of at least 0
          """)
  void refusesOptions(String options, String sentence) {
    assertRefused(sentence, options.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'y': [[0, 1], [1, 0]], 'w1': [[1, 2]] | --minibatch 3 | --minibatch 3 is more than the 2 rows
          'y': [[0, 1], [1, 0]], 'w1': [[1, 2]] | --gradient notebook | one hidden layer, not for 1-2
          'y': [[0, 1], [1, 0]], 'w1': [[1]], 'w2': [[1, 2]] | --gradient notebook | only with a bias
          'y': [[0, 1], [1, 0]], 'w1': [[1]], 'w2': [[1, 2]], 'b1': [1], 'b2': [1, 2] | --gradient notebook --loss cross-entropy | only for the loss squared-error
          'y': [[0, 1], [1, 0]], 'w1': [[1, 2]] | --bias | --bias needs the starting values b1, but
          'y': [[0], [1]], 'w1': [[1]], 'w2': [[1]], 'w3': [[1]] | --bias | the starting values b1 to b3, but
          'y': [[0, 1], [1, 0]], 'w1': [[1, 2]] | --shape 1-2 | --shape, --batch and --seed, not both
          'y': [[0, 1], [1, 0.5]], 'w1': [[1, 2]] | --loss cross-entropy | row 2 of y sums to 1.5
          'y': [[1], [1]], 'w1': [[1]] | --loss cross-entropy | at least two outputs, one for each class; 1-1 has one
          'labels': [0, 2], 'w1': [[1, 2]] | --loss cross-entropy | value 2 of labels is 2
          'labels': [0, 1], 'w1': [[1, 2]] | --optimizer adam | labels are for the loss cross-entropy
          'y': [[1e99, 1], [1, 0]], 'w1': [[1, 2]] | --steps 1 | it holds 1.0E99, which is too large for f32
          """)
  void refusesFiles(String fields, String options, String sentence) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("mine.json"),
            "{'x': [[1], [2]], %s}".formatted(fields).replace('\'', '"'));
    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.add("--problem=" + file);
    Program program = assertRefused(sentence, arguments.toArray(String[]::new));
    if (!options.startsWith("--shape")) {
      assertThat(program.err()).contains(file.toString());
    }
  }

  /** Before anything is drawn, which would take minutes. */
  @ParameterizedTest
  @CsvSource({"20", "40"})
  void refusesDeepNetworksThatDoNotFitIntoMemory(int layers) {
    Program program =
        assertRefused(
            "GB of memory, and Java may use", "--shape", "40000" + "-40000".repeat(layers));
    assertThat(program.err()).contains("the training needs at least");
  }

  private static Program assertRefused(String sentence, String... options) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of(options));
    Program program = Program.run(arguments.toArray(String[]::new));
    assertThat(program.err())
        .contains(sentence)
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    assertThat(program.err().lines().filter(line -> !line.startsWith("See "))).hasSize(1);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out()).isEmpty();
    return program;
  }
}
