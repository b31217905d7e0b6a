package io.github.backpropbench.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on the error stream of a JVM, but for the line that Java prints first when it is started
 * with an incubator module: it was not the user who asked for one.
 */
final class IncubatorWarningFilter {
  private static final String INCUBATOR = "WARNING: Using incubator modules: ";

  private IncubatorWarningFilter() {}

  /** Copies one stream to the other as it arrives, in a new thread. */
  static Thread start(InputStream from, PrintStream to) {
    Thread thread = new Thread(() -> copy(from, to), "standard-error");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  static void copy(InputStream from, PrintStream to) {
    try (from) {
      byte[] beginning = beginning(from);
      if (!isWarning(beginning)) {
        to.write(beginning);
      }
      to.flush();
      byte[] buffer = new byte[1 << 13];
      int count;
      while ((count = from.read(buffer)) >= 0) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      to.println("further messages of the program are lost: " + e.getMessage());
    }
  }

  /** Reads up to the end of the first line, or to where it differs from the warning. */
  private static byte[] beginning(InputStream from) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int read;
    do {
      read = from.read();
      if (read >= 0) {
        bytes.write(read);
      }
    } while (read >= 0 && read != '\n' && mayBecomeWarning(bytes.toString(StandardCharsets.UTF_8)));
    return bytes.toByteArray();
  }

  private static boolean mayBecomeWarning(String beginning) {
    return beginning.startsWith(INCUBATOR) || INCUBATOR.startsWith(beginning);
  }

  private static boolean isWarning(byte[] line) {
    return new String(line, StandardCharsets.UTF_8).startsWith(INCUBATOR);
  }
}
