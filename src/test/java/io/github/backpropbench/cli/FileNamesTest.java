package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --out \uFFFD\uFFFDml/run",
        "compare old.json n\uFFFDw.json",
        "report \uFFFD",
        "export --out=\uFFFD x",
        "train --problem \uFFFD.json",
        "Forward -f 1 -rff \uFFFD.json"
      })
  void aNameThatJavaCannotReadIsRefused(String line) {
    assertRefused(line);
  }

  @Test
  void soIsAFolderToStartFromUnlessHelpIsAskedFor() {
    String usual = System.setProperty("user.dir", "/\uFFFD");
    try {
      for (String line :
          List.of(
              "report run",
              "backends",
              "-l",
              "Forward",
              "run",
              "run --backends arrays --out help",
              "report --out -h run",
              "report help",
              "export --out=--help run",
              "compare --format -V old new",
              "run --out -- --help",
              "Forward -rff -h")) {
        assertRefused(line);
      }
      for (String line : List.of("run --help", "run -V", "verify -h", "-V", "help run", "help")) {
        StringWriter err = new StringWriter();
        assertThat(execute(err, line.split(" "))).as(line).isEqualTo(ExitStatus.DONE);
        assertThat(err.toString()).isEmpty();
      }
    } finally {
      System.setProperty("user.dir", usual);
    }
  }

  @Test
  void soIsANameFromAFileOfArguments(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("arguments"), "run\uFFFD");
    Program program = Program.run("report", "@" + file);
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err())
        .contains("(RUN): 'run")
        .containsPattern("has (characters|bytes) that ")
        .doesNotContain("Exception");
  }

  private static int execute(StringWriter err, String... arguments) {
    return Main.execute(
        new CheckedOutput(OutputStream.nullOutputStream()), new PrintWriter(err, true), arguments);
  }

  private static void assertRefused(String line) {
    StringWriter err = new StringWriter();
    int status = execute(err, line.split(" "));
    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("backprop-bench")
        .containsPattern("has (characters|bytes) that .*; (set LC_ALL=C.UTF-8|rename it)")
        .doesNotContain("Exception");
  }

  @Test
  void aNameThatIsNotAsciiIsRefusedWhereTheLocaleAllowsNoOther()
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(SHELL), "needs a shell to write bytes");
    Program program =
        ProgramProcess.startIn(
                builder -> {
                  List<String> command = new ArrayList<>(builder.command());
                  command.addAll(
                      0,
                      List.of(
                          SHELL.toString(), "-c", "exec \"$@\" \"$(printf '\\303\\274')\"", "-"));
                  builder.command(command).environment().put("LC_ALL", "C");
                },
                "resources",
                "report")
            .end();
    assertThat(program.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(program.err())
        .startsWith("backprop-bench report: '")
        .endsWith("set LC_ALL=C.UTF-8" + System.lineSeparator());
  }
}
