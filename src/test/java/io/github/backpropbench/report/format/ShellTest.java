package io.github.backpropbench.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
  private static final Path BASH = Path.of("/bin/bash");
  private static final List<String> WORDS =
      List.of(
          "plain-1.0",
          "",
          "two words",
          "it's \"quoted\"",
          "$(touch x) `id` \\ ! * ~ #",
          "line\nend\ttab \u001b[31m",
          "Größe 😀 '\\");

  @Test
  void ordinaryWordsNeedNoQuotes() {
    assertThat(Shell.command(List.of("run", "--out", "a/b_c=1,2:3@4+5%")))
        .isEqualTo("run --out a/b_c=1,2:3@4+5%");
  }

  @Test
  void everythingIsPrintableAscii() {
    assertThat(Shell.command(WORDS)).matches("[ -~]+");
  }

  @Test
  void bashReadsTheWordsBack() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(BASH));
    assertThat(inBash("printf '%s\\0' " + Shell.command(WORDS))).isEqualTo(WORDS);
    assertThat(inBash("printf '%s\\0' " + String.join("\n", Shell.lines(WORDS, 20))))
        .isEqualTo(WORDS);
  }

  @Test
  void linesAreBrokenBetweenWords() {
    assertThat(Shell.lines(List.of("java", "-jar", "benchmarks.jar", "run"), 22))
        .containsExactly("java -jar \\", "    benchmarks.jar run");
  }

  private static List<String> inBash(String script) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(BASH.toString(), "-c", script);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<String> words = new ArrayList<>(List.of(output.split("\0", -1)));
    words.remove(words.size() - 1);
    return words;
  }
}
