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

/** The commit that is checked out in a working tree. */
final class GitCommit {
  /** Prints the hash only, as all tags are excluded, and {@code -dirty} if files were changed. */
  private static final List<String> COMMAND =
      List.of("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*");

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private GitCommit() {}

  /** The hash of the commit; {@link Environment#UNKNOWN} if there is no git or no commit. */
  static String of(Path workingTree) {
    return firstLine(COMMAND, workingTree.toAbsolutePath(), LIMIT);
  }

  /** The first line that a command prints; unknown if there is none, or it fails or is too slow. */
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
        // Reads only what is there: a child of the command could keep the pipe open for ever.
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
