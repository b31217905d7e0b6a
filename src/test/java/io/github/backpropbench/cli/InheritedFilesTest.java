package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritedFilesTest {
  @TempDir private Path folder;

  @Test
  void anotherProcessCanOpenThem() throws IOException, InterruptedException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs the /proc of Linux");
    Path file = Files.writeString(folder.resolve("file"), "text");
    try (FileInputStream open = new FileInputStream(file.toFile())) {
      assertThat(open.read()).isPositive();
      String[] named = InheritedFiles.named("train", "--problem=/dev/fd/" + descriptorOf(file));
      assertThat(named[1]).startsWith("--problem=/proc/");
      Process other = new ProcessBuilder("cat", named[1].substring("--problem=".length())).start();
      assertThat(other.getInputStream().readAllBytes()).asString().isEqualTo("text");
      assertThat(other.waitFor()).isZero();
    }
  }

  @Test
  void allElseStaysAsItIs() {
    String[] arguments = {"train", "--problem", "-", "/dev/fd/0", "/dev/fd/99999", "x=/dev/fd/5"};
    assertThat(InheritedFiles.named(arguments)).isEqualTo(arguments);
  }

  private static int descriptorOf(Path file) {
    return IntStream.range(3, 1000)
        .filter(
            descriptor -> {
              try {
                return Files.isSameFile(Path.of("/proc/self/fd/" + descriptor), file);
              } catch (IOException e) {
                return false;
              }
            })
        .findFirst()
        .orElseThrow();
  }
}
