package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One clear sentence, the documented exit status, no stack trace. */
class BadUsageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --profile fast            | unknown profile 'fast'; known: quick, standard, full
          run --batches 0               | '0' is not a whole number from 1
          run --batches 1,,2            | '' is not a whole number from 1
          run --bias maybe              | 'maybe' is neither true nor false
          run --backends nope           | unknown backend 'nope'; known: arrays, ejml, ojalgo
          run --rounds -3               | '-3' is not a whole number from 1
          run --shapes 3-2              | '3-2' is not a shape; write inputs-hidden-outputs
          run --gradients notebook --bias false | nothing to measure
          run --profile quick --batches 1       | not both
          run --resume x --seed 1       | no other option
          run --resume no-such-folder   | no-such-folder does not exist
          run --no-such-option          | Unknown option: '--no-such-option'
          verify --backends nope        | unknown backend 'nope'
          report no-such-folder         | no-such-folder does not exist
          report                        | Missing required parameter: 'RUN'
          backends more                 | Unmatched argument
          """)
  void isRefused(String line, String sentence) {
    Program program = Program.run(line.split(" "));
    assertThat(program.err()).contains(sentence);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out()).isEmpty();
    List<String> lines = program.err().lines().toList();
    assertThat(lines).hasSizeLessThanOrEqualTo(2);
    assertThat(lines.get(0)).startsWith("backprop-bench " + line.split(" ")[0] + ": ");
    assertThat(program.err()).doesNotContain("Exception").doesNotContain("\tat ");
  }
}
