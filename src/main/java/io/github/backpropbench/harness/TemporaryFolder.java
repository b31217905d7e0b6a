package io.github.backpropbench.harness;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The folder for temporary files, in which JMH keeps its lock, its instructions for the compiler
 * and the output of forks. It does not notice when a full disk cuts the instructions off, and would
 * measure something else.
 */
public final class TemporaryFolder {
  private static final String PROPERTY = "java.io.tmpdir";
  private static final String LOCK = "jmh.lock";

  /** Lets JMH do without its lock. */
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  /** More than JMH writes before a fork starts. */
  private static final int BYTES = 1 << 16;

  private static final String REMEDY =
      "name another folder for temporary files with java -D" + PROPERTY + "=DIR -jar ...";

  private TemporaryFolder() {}

  /** Why JMH cannot measure with this JVM's folder, with the remedy; empty if it can. */
  public static Optional<String> refusal() {
    return refusal(System.getProperty(PROPERTY, ""), Boolean.getBoolean(IGNORE_LOCK));
  }

  static Optional<String> refusal(String folder, boolean withoutLock) {
    return folder.isBlank()
        ? Optional.of(
            "no folder for temporary files is named (" + PROPERTY + " is empty); " + REMEDY)
        : refusal(new File(folder), withoutLock);
  }

  static Optional<String> refusal(File folder, boolean withoutLock) {
    Optional<String> refusal = refusal(folder);
    return refusal.isPresent() || withoutLock ? refusal : lockRefusal(new File(folder, LOCK));
  }

  private static Optional<String> refusal(File folder) {
    try {
      File file = File.createTempFile("backprop-bench", null, folder);
      try (FileOutputStream out = new FileOutputStream(file)) {
        out.write(new byte[BYTES]);
      } finally {
        Files.delete(file.toPath());
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "the folder for temporary files, %s, cannot be written: %s; %s"
              .formatted(folder, e.getMessage(), REMEDY));
    }
  }

  /** A lock that all may write can be closed to its owner's neighbours, too: by a sticky folder. */
  private static Optional<String> lockRefusal(File lock) {
    if (!lock.exists()) {
      return Optional.empty(); // JMH makes one that all users may write
    }
    try {
      new RandomAccessFile(lock, "rw").close();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "JMH's lock cannot be opened, %s; it belongs to %s: have it deleted, or %s"
              .formatted(e.getMessage(), owner(lock), REMEDY));
    }
  }

  private static String owner(File file) {
    try {
      return "the user " + Files.getOwner(file.toPath()).getName();
    } catch (IOException | RuntimeException e) {
      return "another user";
    }
  }
}
