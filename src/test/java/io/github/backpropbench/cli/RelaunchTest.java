package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.JmhResultReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that needs a JVM argument that the user has not typed. */
class RelaunchTest {
  private static final String NEEDY = "needy-backend";

  @Test
  void theBackendIsAvailableWithoutAnyMessage() throws IOException, InterruptedException {
    Program program = ProgramProcess.start(NEEDY, "backends").end();
    assertThat(program.out()).containsPattern("needy +library +needs a module +1 +unknown +yes\n");
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

  /** An agent that a JVM loads twice ends it. */
  @Test
  void eachJvmGetsTheOptionsOfTheEnvironmentOnce(@TempDir Path temporary)
      throws IOException, InterruptedException {
    String agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n";
    Path results = temporary.resolve("results.json");
    Program program =
        ProgramProcess.startIn(
                builder ->
                    builder
                        .environment()
                        .putAll(
                            Map.of(
                                "JAVA_TOOL_OPTIONS", agent + " -Da='b c'",
                                "JDK_JAVA_OPTIONS", "-Dd=e",
                                "_JAVA_OPTIONS", "-Df=g")),
                NEEDY,
                ("Forward -p backend=needy -p precision=f32 -p shape=3-2-1 -p batch=1 -p bias=true -p gradient=manual"
                        + " -f 1 -wi 0 -i 1 -r 50ms -rf json -rff "
                        + results)
                    .split(" "))
            .end();
    assertThat(program.status()).as(program.err()).isEqualTo(ExitStatus.DONE);
    assertThat(program.err().lines()).hasSize(3).allMatch(line -> line.contains("Picked up "));
    assertThat(JmhResultReader.read(results).get(0).jvm().arguments())
        .containsOnlyOnce(agent, "-Da=b c", "-Dd=e", "-Df=g");
  }

  /** Both JVMs would listen on the port. */
  @Test
  void aSecondJvmThatDoesNotStartIsNoAnswer() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String agent =
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
    Program program = ProgramProcess.startWith(agent, "verify", "--backends=arrays").end();
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err().lines())
        .last()
        .asString()
        .startsWith(
            "backprop-bench verify: the second JVM, which the backends need, does not start with"
                + " these options: ")
        .contains(" " + agent + " ")
        .endsWith("; start without them");
  }

  @Test
  void theOptionsOfTheBackendsAreToBlameIfThereAreNoOthers() {
    assertThat(Relaunch.refusal(List.of(), List.of("--add-modules=m")))
        .isEqualTo(
            "the second JVM does not start with the options that the backends need:"
                + " --add-modules=m");
  }

  @Test
  void anOptionAndItsValueAreOneArgument() {
    assertThat(JvmArguments.joined(List.of("--add-modules", "m", "-Xmx1g", "--a=b", "-Dc=d")))
        .containsExactly("--add-modules=m", "-Xmx1g", "--a=b", "-Dc=d");
  }
}
