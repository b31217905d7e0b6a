package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackendsCommandTest {
  @Test
  void listsTheRoleOfEachBackend() {
    Program program = Program.run("backends");
    assertThat(program.status()).isZero();
    assertThat(program.out().lines().findFirst())
        .hasValueSatisfying(
            heading ->
                assertThat(heading)
                    .matches("backend +role +library +version +licence +available *"));
    assertThat(program.out())
        .containsPattern("(?m)^arrays +yardstick +plain Java arrays ")
        .containsPattern("(?m)^vector +yardstick +Java Vector API ")
        .containsPattern("(?m)^ejml +library +EJML +\\S+ +Apache-2.0 +yes")
        .containsPattern("(?m)^blas +library +");
    assertThat(Program.run("backends", "--help").out()).contains("role", "yardstick");
  }
}
