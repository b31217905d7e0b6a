package io.github.backpropbench.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Passes on the error stream of a JVM, but for two lines that Java prints at its start: the one
 * about an incubator module, since it was not the user who asked for one, and the one about a
 * missing folder for temporary files, which the first JVM has printed already. Other warnings of
 * the JVM may precede them.
 */
final class IncubatorWarningFilter {
  private static final String INCUBATOR = "WARNING: Using incubator modules: ";

  private static final String TEMPORARY = "WARNING: java.io.tmpdir directory does not exist";

  /** How a JVM's own lines begin. */
  private static final List<String> OF_JVM =
      List.of(
          INCUBATOR, TEMPORARY, "OpenJDK ", "Java HotSpot(TM) ", "Picked up ", "NOTE: Picked up ");

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
      String line;
      do {
        byte[] beginning = beginning(from);
        line = text(beginning);
        if (!line.startsWith(INCUBATOR) && !line.startsWith(TEMPORARY)) {
          to.write(beginning);
        }
        to.flush();
      } while (isOfJvm(line));
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

  /** Reads up to the end of the first line, or to where it differs from those of a JVM. */
  private static byte[] beginning(InputStream from) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int read;
    do {
      read = from.read();
      if (read >= 0) {
        bytes.write(read);
      }
    } while (read >= 0 && read != '\n' && mayBeOfJvm(text(bytes.toByteArray())));
    return bytes.toByteArray();
  }

  private static boolean mayBeOfJvm(String beginning) {
    return isOfJvm(beginning) || OF_JVM.stream().anyMatch(start -> start.startsWith(beginning));
  }

  private static boolean isOfJvm(String line) {
    return OF_JVM.stream().anyMatch(line::startsWith);
  }

  private static String text(byte[] line) {
    return new String(line, StandardCharsets.UTF_8);
  }
}
