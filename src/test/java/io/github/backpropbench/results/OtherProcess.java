package io.github.backpropbench.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What another run would do with a journal, in a JVM of its own. */
final class OtherProcess {
  private OtherProcess() {}

  static String lock(Path file) throws IOException {
    return output(List.of(), "lock", file).trim();
  }

  /**
   * Appends to a journal until it cannot be written any more, in a process whose files have a
   * limit, and returns the lines that it prints.
   *
   * @param kibibytes the limit
   */
  static List<String> fill(Path file, int kibibytes) throws IOException {
    List<String> limited =
        List.of("/bin/bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "bash");
    return output(limited, "fill", file).lines().toList();
  }

  private static String output(List<String> prefix, String job, Path file) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without shared memory for monitoring tools, which is a file, too.
    command.addAll(List.of("-Xshare:auto", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(OtherProcess.class.getName(), job, file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("lock")) {
      lockIfFree(file);
    } else {
      appendUntilFull(file);
    }
  }

  private static void appendUntilFull(Path file) throws IOException {
    Measurement line = SampleRun.measurement(4, SampleRun.trainingStep("ejml", 64), 5.0);
    try (Journal journal = Journal.open(file)) {
      for (int i = 0; i < 1000; i++) {
        journal.append(line);
      }
    } catch (InvalidResultsException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void lockIfFree(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      System.out.println(channel.tryLock() == null ? "refused" : "granted");
    }
  }
}
