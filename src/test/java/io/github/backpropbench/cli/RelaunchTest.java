package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backend that needs a JVM argument that the user has not typed. */
class RelaunchTest {
  private static final String NEEDY = "needy-backend";

  @Test
  void theBackendIsAvailableWithoutAnyMessage() throws IOException, InterruptedException {
    Program program = ProgramProcess.start(NEEDY, "backends").end();
    assertThat(program.out()).containsPattern("needy +needs a module +1 +yes\n");
    assertThat(program.err()).isEmpty();
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
  }

  @Test
  void statusAndMessagesArePassedOn() throws IOException, InterruptedException {
    Program diverged =
        ProgramProcess.start(NEEDY, "train", "--backend=needy", "--learning-rate=1e30").end();
    assertThat(diverged.status()).isEqualTo(ExitStatus.DIVERGED);
    assertThat(diverged.err()).startsWith("backprop-bench train: the training diverged");
    assertThat(diverged.out()).isEmpty();
  }

  @Test
  void itsForksUnderJmhHaveItToo() throws IOException, InterruptedException {
    Program program =
        ProgramProcess.start(
                NEEDY,
                ("Forward -p backend=needy -p batch=1 -p gradient=manual -f 1 -wi 0 -i 1 -r 50ms"
                        + " -foe true")
                    .split(" "))
            .end();
    assertThat(program.out()).contains("ForwardBenchmark.forward      needy");
    assertThat(program.status()).isEqualTo(ExitStatus.DONE);
  }

  @Test
  void anOptionAndItsValueAreOneArgument() {
    assertThat(JvmArguments.joined(List.of("--add-modules", "m", "-Xmx1g", "--a=b", "-Dc=d")))
        .containsExactly("--add-modules=m", "-Xmx1g", "--a=b", "-Dc=d");
  }
}
