package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of which an engine can measure nothing end before they begin, with the reason. */
class RunEngineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run --optimizers=adam           | nothing to measure: ojalgo-ann: it has no Adam
          run --optimizers=adam,adamw     | ojalgo-ann: it has no Adam; ojalgo-ann: it has no AdamW
          run --bias=false                | nothing to measure: ojalgo-ann: it always has a bias
          run --optimizers=adam --calibrate | nothing to measure: ojalgo-ann: it has no Adam
          run --fusion=off                | an engine's operations are its own
          run --benchmarks=forward        | an engine has no forward and backward pass
          run --benchmarks=kernel         | an engine has training steps only
          run --benchmarks=adapter-overhead | an engine has training steps only
          converge --optimizers=momentum --batches=512 | nothing to measure: ojalgo-ann: it has no momentum
          """)
  void endsWithTheReason(String command, String reason) {
    Program program = Program.run((command + " --backends=ojalgo-ann").split(" "));
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.out()).isEmpty();
    assertThat(program.err()).contains(reason).doesNotContain("Exception");
    assertThat(program.err().strip().lines()).hasSize(1);
  }
}
