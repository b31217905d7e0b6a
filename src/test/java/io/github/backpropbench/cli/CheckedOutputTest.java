package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedOutputTest {
  private static final String COMPARED = "src/test/resources/io/github/backpropbench/cli/compare";
  private static final Path FULL = Path.of("/dev/full");
  private static final String FULL_DISK = "No space left on device";

  @Test
  void whatIsWrittenArrives() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckedOutput output = new CheckedOutput(bytes);
    PrintWriter writer = new PrintWriter(output, false, StandardCharsets.UTF_8);
    writer.print("x".repeat(100_000) + "ü");
    writer.flush();
    assertThat(output.loss()).isEmpty();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("x".repeat(100_000) + "ü");
  }

  @Test
  void theFirstFailureIsRememberedAndNothingIsWrittenAfterIt() {
    FullDisk disk = new FullDisk();
    CheckedOutput output = new CheckedOutput(disk);
    for (int i = 0; i < 3; i++) {
      output.write('x');
      output.flush();
    }
    assertThat(output.loss()).hasValue(FULL_DISK + " 1");
    assertThat(disk.writes).isEqualTo(1);
  }

  @Test
  void aReaderThatHasGoneMissesNothing() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().close();
    CheckedOutput output = new CheckedOutput(Channels.newOutputStream(pipe.sink()));
    output.write('x');
    assertThat(output.loss()).isEmpty();
    pipe.sink().close();
  }

  @ParameterizedTest
  @CsvSource({
    "--help, backprop-bench",
    "--version, backprop-bench",
    "help, backprop-bench help",
    "help train, backprop-bench help",
    "report --help, backprop-bench report",
    "compare COMPARED/throughput-old.json COMPARED/throughput-old.json, backprop-bench compare",
    "export bench-results/reference, backprop-bench export",
  })
  void aCommandFailsWhoseOutputIsLost(String line, String name) throws IOException {
    assumeTrue(Files.exists(FULL), "needs Linux's /dev/full");
    StringWriter err = new StringWriter();
    try (FileOutputStream full = new FileOutputStream(FULL.toFile())) {
      int status =
          Main.execute(
              new CheckedOutput(full),
              new PrintWriter(err, true),
              line.replace("COMPARED", COMPARED).split(" "));
      assertThat(status).isEqualTo(ExitStatus.USAGE);
    }
    assertThat(err.toString().lines())
        .containsExactly(name + ": standard output cannot be written: " + FULL_DISK);
  }

  @Test
  void aCommandKeepsItsStatusWhenNobodyReads() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().close();
    StringWriter err = new StringWriter();
    CheckedOutput output = new CheckedOutput(Channels.newOutputStream(pipe.sink()));
    assertThat(Main.execute(output, new PrintWriter(err, true), "--help"))
        .isEqualTo(ExitStatus.DONE);
    assertThat(err.toString()).isEmpty();
    pipe.sink().close();
  }

  /** Trains in a second JVM, and lists in JMH: both have other streams than a command here. */
  @ParameterizedTest
  @CsvSource({"train --backend=needy --steps=1, backprop-bench train", "-l, backprop-bench"})
  void soDoSecondJvmsAndJmh(String line, String name) throws IOException, InterruptedException {
    assumeTrue(Files.exists(FULL), "needs Linux's /dev/full");
    Program program =
        ProgramProcess.startIn(
                builder -> builder.redirectOutput(FULL.toFile()), "needy-backend", line.split(" "))
            .end();
    assertThat(program.err().lines())
        .containsExactly(name + ": standard output cannot be written: " + FULL_DISK);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
  }

  private static final class FullDisk extends OutputStream {
    private int writes;

    @Override
    public void write(int b) throws IOException {
      throw new IOException(FULL_DISK + " " + ++writes);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      write(0);
    }
  }
}
