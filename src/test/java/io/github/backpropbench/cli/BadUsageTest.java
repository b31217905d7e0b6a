package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
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
          run --threads 0               | '0' is not a whole number from 1
          run --threads 1,two           | 'two' is not a whole number from 1
          run --threads 2 --backends arrays     | cannot use 2 threads: it computes on one thread only
          run --threads 9999 --backends ejml    | cannot use 9999 threads: this program may use
          run --resume x --threads 2    | no other option
          run --rounds -3               | '-3' is not a whole number from 1
          run --shapes 3                | '3' is not a shape; write two or more widths
          run --shapes 3-               | '3-' is not a shape; write two or more widths from
          run --shapes 3-0-1            | the shape 3-0-1 has the width 0; widths are from 1
          run --losses hinge            | unknown loss 'hinge'; known: squared-error, cross-entropy
          run --feeds all               | unknown feed 'all'; known: fixed, next, shuffled
          run --optimizers rmsprop      | known: sgd, momentum, adam, adamw
          run --gradients notebook --bias false | nothing to measure: the gradient notebook needs a bias
          run --gradients notebook --shapes 3-1 | notebook needs a network with one hidden layer, not 3-1
          run --gradients notebook --shapes 3-2-2 --losses cross-entropy | notebook needs the loss squared
          run --losses cross-entropy    | cross-entropy needs at least two outputs, but 3-2-1 has one
          run --losses cross-entropy --calibrate --backends ejml | nothing to measure: cross-entropy
          run --operations crossEntropy --sizes 8x1x1 | crossEntropy needs at least two columns
          run --benchmarks adapter-overhead --shapes 3-4-2-1 --backends ejml | one hidden layer, not 3-4-2-1
          run --benchmarks native-call --backends ejml | native-call has no native library to call for ejml
          run --operations nope         | unknown operation 'nope'; known: multiply, multiply
          run --sizes 3x3               | '3x3' is not a size; write mxkxn, for instance 64x3x2
          run --sizes 3x3x3 --benchmarks forward | those of the kernel benchmark
          run --profile quick --batches 1       | not both
          run --resume x --seed 1       | no other option
          run --resume x --calibrate    | no other option
          run --budget soon             | 'soon' is not a time; write seconds, minutes or hours
          run --budget 5s               | a budget of 5 s is too short for 3 rounds of
          run --budget 1m --precision-target 2    | '2' is not a percentage
          run --budget 1m --precision-target 0%   | '0%' is not a percentage
          run --precision-target 2%     | --precision-target needs a --budget
          run --resume no-such-folder   | no-such-folder does not exist
          run --no-such-option          | Unknown option: '--no-such-option'
          run --out src                 | src is not empty and holds no run
          train --backend nope          | unknown backend 'nope'; known: arrays, ejml, ojalgo
          train --threads 2             | cannot use 2 threads: it computes on one thread only
          train --batch 0               | '0' is not a whole number from 1
          train --steps -1              | '-1' is not a whole number from 1
          train --steps 1000000000000   | '1000000000000' is not a whole number from 1
          train --learning-rate nan     | 'nan' is not a finite number of at least 0
          train --learning-rate=-1      | '-1' is not a finite number of at least 0
          train --learning-rate 0,1     | '0,1' is not a finite number of at least 0
          train --precision f16         | unknown precision 'f16'; known: f32, f64
          train --gradient notebook --no-bias | defined only with a bias
          train --shape 0-1-1           | the shape 0-1-1 has the width 0; widths are from 1
          train --shape 90000-90000-1   | a matrix of 90000×90000, which is too large
          train --problem no-such-file  | no-such-file: there is no such file
          train --problem src           | src: a directory
          train --problem x --batch 1   | not both
          train --format xml            | unknown format 'xml'; known: text, json, csv
          verify --backends nope        | unknown backend 'nope'
          verify --threads -1           | '-1' is not a whole number from 1
          report no-such-folder         | no-such-folder does not exist
          report -,x                    | -,x does not exist
          report -,x --no-such-option   | Unknown option: '--no-such-option'
          export -,x                    | -,x does not exist
          compare x -,                  | '-,' does not name a run or a file on each side of a comma
          compare -,x y --treshold 3%   | Unknown options: '--treshold', '3%'
          compare -,x y -,z             | Unmatched argument at index 3: '-,z'
          compare -x y z                | Unknown option: '-x'
          compare -,- y                 | standard input is named twice, but can be read only once
          compare --include -,[ x y     | '-,[' is not a regular expression
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

  @Test
  void aPartOfJavaThatCannotBeLoadedIsOneSentence() {
    StringWriter err = new StringWriter();
    Throwable failure =
        new ExceptionInInitializerError(new IllegalStateException("no\n such file"));
    assertThat(Failures.report(failure, "backprop-bench", new PrintWriter(err, true)))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "backprop-bench: Java cannot load a part of itself or of this program: no such file");
  }
}
