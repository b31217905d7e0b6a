package io.github.backpropbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backpropbench.results.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommitTest {
  private static final Duration ENOUGH = Duration.ofSeconds(20);

  private Path folder;

  @BeforeEach
  void emptyFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void isTheHashAndWhetherFilesWereChanged() throws IOException, InterruptedException {
    assumeTrue(git("init", "-q"), "needs git");
    assertThat(GitCommit.of(folder)).isEqualTo(Environment.UNKNOWN);
    Files.writeString(folder.resolve("file"), "one");
    git("add", "file");
    git("commit", "-qm", "one");
    git("tag", "-am", "a tag is not a hash", "v1");
    assertThat(GitCommit.of(folder)).matches("[0-9a-f]{40}");
    Files.writeString(folder.resolve("file"), "two");
    assertThat(GitCommit.of(folder)).matches("[0-9a-f]{40}-dirty");
  }

  @Test
  void isUnknownOutsideAWorkingTree() {
    assertThat(GitCommit.of(folder)).isEqualTo(Environment.UNKNOWN);
  }

  @Test
  void isUnknownWithoutGit() {
    assertThat(GitCommit.firstLine(List.of("no-such-command"), folder, ENOUGH))
        .isEqualTo(Environment.UNKNOWN);
  }

  @Test
  void doesNotWaitForACommandThatHangs() {
    // A JVM that waits for a debugger: portable, and hangs until it is killed.
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> hangs =
        List.of(
            java.toString(), "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y", "-version");
    String line =
        assertTimeoutPreemptively(
            ENOUGH, () -> GitCommit.firstLine(hangs, folder, Duration.ofMillis(200)));
    assertThat(line).isEqualTo(Environment.UNKNOWN);
  }

  private boolean git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("git", "-c", "user.name=n", "-c", "user.email=e"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).directory(folder.toFile()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
