package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backpropbench.results.JmhResultReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/** JMH's command line, with forks only where it takes one. */
class JmhRunTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path temporary;

  private final StringWriter err = new StringWriter();

  @Test
  void outputAndResultsAreWritten() throws IOException, CommandLineOptionException {
    Path results = temporary.resolve("results.json");
    assertThat(measure("arrays", "-f", "0", "-rf", "json", "-rff", results.toString()))
        .isEqualTo(ExitStatus.DONE);
    assertThat(JmhResultReader.read(results)).hasSize(1);
    assertThat(Files.readString(temporary.resolve("out")))
        .contains("ForwardBenchmark.forward")
        .endsWith("Benchmark result is saved to " + results + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theAnswerIsNoIfEverythingFailed() throws IOException, CommandLineOptionException {
    assertThat(measure("nonesuch", "-f", "1")).isEqualTo(ExitStatus.NO);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("backprop-bench: all benchmarks failed; JMH's output says why");
  }

  @Test
  void theAnswerIsNoIfJmhGaveUp() throws IOException, CommandLineOptionException {
    assertThat(measure("nonesuch", "-f", "0", "-foe", "true")).isEqualTo(ExitStatus.NO);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "backprop-bench: a benchmark failed, and -foe asks to stop there; JMH's output says"
                + " why");
  }

  @Test
  void resultsThatCannotBeWrittenAreMissed() {
    assumeTrue(Files.exists(FULL), "needs Linux's /dev/full");
    assertThatThrownBy(() -> measure("arrays", "-f", "0", "-rff", FULL.toString()))
        .isInstanceOf(UserException.class)
        .hasMessage("the results cannot be written to /dev/full: No space left on device");
    assertThatThrownBy(() -> measure("arrays", "-f", "0", "-o", FULL.toString()))
        .isInstanceOf(UserException.class)
        .hasMessage("/dev/full cannot be written: No space left on device");
  }

  @Test
  void nothingIsMeasuredForAFileThatCannotBeWritten() {
    Path file = temporary.resolve("no-such-folder").resolve("file");
    assertThatThrownBy(() -> measure("arrays", "-rff", file.toString()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the file of results, " + file + ", cannot be written: ");
    assertThatThrownBy(() -> measure("arrays", "-rff", temporary.toString()))
        .isInstanceOf(UserException.class)
        .hasMessage("the file of results, %s, cannot be written: it is a folder", temporary);
    assertThatThrownBy(() -> measure("arrays", "-o", file.toString()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the file for JMH's output cannot be written: " + file);
  }

  @Test
  void nothingIsMeasuredInAJvmThatDoesNotStart() {
    assertThatThrownBy(() -> measure("arrays", "-jvm", temporary.toString()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("-jvm '" + temporary + "' cannot be started");
    assertThat(temporary.resolve("out")).doesNotExist();
  }

  /** JMH asks it something else than the program does. */
  @ParameterizedTest
  @CsvSource({
    "echo wrong >&2; echo no >&2; exit 1, does not start the benchmarks; it says: wrong",
    "exit 1, is not the java program of a JDK"
  })
  void aJvmThatJmhCannotUseIsNamed(String script, String sentence) throws IOException {
    Path jvm = temporary.resolve("java");
    Files.writeString(
        jvm,
        """
        #!/bin/sh
        case "$*" in *ForeignJvm*) exec %s/bin/java "$@";; esac
        %s
        """
            .formatted(System.getProperty("java.home"), script));
    assumeTrue(jvm.toFile().setExecutable(true), "needs programs that are scripts");
    assertThatThrownBy(() -> measure("arrays", "-f", "1", "-jvm", jvm.toString()))
        .isInstanceOf(UserException.class)
        .hasMessage("-jvm '" + jvm + "' " + sentence);
  }

  @Test
  void aForkInAnotherJvmGetsWhatThatOneNeeds() throws IOException, CommandLineOptionException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    assertThat(measure("vector", "-f", "1", "-jvm", java)).isEqualTo(ExitStatus.DONE);
  }

  private int measure(String backend, String... options)
      throws IOException, CommandLineOptionException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ("Forward -p backend=%s -p precision=f32 -p shape=3-2-1 -p batch=1 -p bias=true -p gradient=manual"
                        + " -wi 0 -i 1 -r 20ms")
                    .formatted(backend)
                    .split(" ")));
    if (!List.of(options).contains("-o")) {
      arguments.addAll(List.of("-o", temporary.resolve("out").toString()));
    }
    arguments.addAll(List.of(options));
    return JmhRun.execute(new PrintWriter(err, true), arguments.toArray(String[]::new));
  }
}
