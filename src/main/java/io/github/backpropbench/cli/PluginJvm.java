package io.github.backpropbench.cli;

import io.github.backpropbench.backend.Plugin;
import io.github.backpropbench.harness.ParentWatchdog;
import io.github.backpropbench.harness.PluginArguments;
import io.github.backpropbench.results.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * JVMs that have one plug-in each and answer one question about it, so that this JVM never loads
 * it: {@link PluginWorker} is what runs there.
 */
final class PluginJvm {
  /** The collector of these JVMs has no threads that could be taken for the backend's. */
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private final Plugin plugin;
  private final List<String> jvmArguments;

  /**
   * @param jvmArguments that the plug-in needs
   */
  PluginJvm(Plugin plugin, List<String> jvmArguments) {
    this.plugin = plugin;
    this.jvmArguments = List.copyOf(jvmArguments);
  }

  /** The JVM has not answered; the message says why, without a full stop. */
  static final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
      super(message);
    }
  }

  /** What a JVM with the plug-in needs in addition to this JVM's arguments. */
  PluginArguments arguments() {
    List<String> needed = new ArrayList<>(JvmArguments.joined(jvmArguments));
    needed.removeAll(JvmArguments.ofThisJvm());
    return new PluginArguments(needed, List.of(plugin.jvmArgument()));
  }

  /**
   * Starts a JVM, asks it, and waits for the answer.
   *
   * @throws NoAnswerException if the JVM does not start, ends without an answer, or takes too long
   */
  <T> T ask(PluginWorker.Question question, Class<T> type) throws NoAnswerException {
    try {
      Path folder = Files.createTempDirectory("backprop-bench");
      Path asked = folder.resolve("question.json");
      Path answer = folder.resolve("answer.json");
      Path output = folder.resolve("output");
      try {
        Json.write(asked, question);
        int seconds = question.topic().seconds();
        int status = run(command(asked, answer), output, seconds);
        if (!Files.exists(answer)) {
          throw new NoAnswerException(reason(status, output, seconds));
        }
        return Json.read(answer, type);
      } finally {
        for (Path file : List.of(asked, PluginWorker.unfinished(answer), answer, output, folder)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new NoAnswerException("its JVM cannot be asked: " + e.getMessage());
    }
  }

  private List<String> command(Path question, Path answer) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> own = new ArrayList<>(JvmArguments.ofThisJvm());
    own.removeIf(argument -> argument.startsWith("-XX:+Use") && argument.endsWith("GC"));
    command.addAll(own);
    command.addAll(arguments().all());
    command.addAll(List.of(COLLECTOR, ParentWatchdog.jvmArgument()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PluginWorker.class.getName(), question.toString(), answer.toString()));
    return command;
  }

  /** Returns the exit status; -1 if it has been killed as it took too long. */
  private static int run(List<String> command, Path output, int seconds) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    } finally {
      process.destroyForcibly();
    }
  }

  private static String reason(int status, Path output, int seconds) throws IOException {
    if (status == -1) {
      return "it did not answer within " + seconds + " s";
    }
    List<String> lines =
        new String(Files.readAllBytes(output), Charset.defaultCharset())
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("WARNING"))
            .toList();
    return "its JVM ended with status %d%s"
        .formatted(status, lines.isEmpty() ? "" : ": " + lines.get(0).strip());
  }
}
