package io.github.backpropbench.problem;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A pipe with a name in the file system, where there are such. */
public final class NamedPipe {
  private NamedPipe() {}

  /** Makes one that nobody writes to. */
  static Path at(Path path) throws IOException {
    try {
      int status = new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
      assumeTrue(status == 0, "no pipe could be made");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return path;
  }

  /** Makes one whose reader gets a text. */
  public static Path holding(Path path, String content) throws IOException {
    at(path);
    Thread writer = new Thread(() -> write(path, content), "writer of a pipe");
    writer.setDaemon(true); // a reader may never come
    writer.start();
    return path;
  }

  private static void write(Path path, String content) {
    try (OutputStream stream = new FileOutputStream(path.toFile())) {
      stream.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
