package io.github.backpropbench.harness;

import io.github.backpropbench.results.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commit that a working tree is at. */
final class GitCommit {
  /** Excluding all tags leaves the hash alone; {@code -dirty} follows if files were changed. */
  private static final List<String> COMMAND =
      List.of("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*");

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private GitCommit() {}

  /** The hash of the commit; {@link Environment#UNKNOWN} if there is no git or no commit. */
  static String of(Path workingTree) {
    return firstLine(COMMAND, workingTree.toAbsolutePath(), LIMIT);
  }

  /** What a command prints; unknown if it fails, prints nothing, or takes longer than the limit. */
  static String firstLine(List<String> command, Path folder, Duration limit) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(Redirect.DISCARD);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      Process process = builder.start();
      try (InputStream output = process.getInputStream()) {
        process.getOutputStream().close();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
          return Environment.UNKNOWN;
        }
        // Only what is there: a child of the command could keep the pipe open for ever.
        byte[] printed = output.readNBytes(output.available());
        return new String(printed, StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElse(Environment.UNKNOWN);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Environment.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Environment.UNKNOWN;
    }
  }
}
