package io.github.backpropbench.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JVM of {@code -jvm}. It may be older or newer than this one, and refuse what this one needs:
 * it is asked what it needs itself, which shows at the same time that it starts.
 */
final class ForeignJvm {
  private static final long LIMIT_SECONDS = 60;

  /** Precedes what {@link #main} prints, apart from messages of the JVM. */
  private static final String LACKS = "backprop-bench lacks ";

  private static final String DONE = "backprop-bench knows this JVM";

  /** What a JVM calls classes that are newer than it. */
  private static final String TOO_OLD = "UnsupportedClassVersionError";

  /** How JMH's message ends when it asked a JVM in vain. */
  private static final Pattern SAID = Pattern.compile(".*'; \\[\\s*(.*?)\\s*]", Pattern.DOTALL);

  private final String executable;

  ForeignJvm(String executable) {
    this.executable = executable;
  }

  /** Runs in the other JVM: prints the arguments that it lacks. */
  public static void main(String[] none) {
    JvmArguments.missing().forEach(argument -> System.out.println(LACKS + argument));
    System.out.println(DONE);
  }

  /**
   * The arguments that the program needs in that JVM and that are not among the given ones.
   *
   * @throws UserException if the JVM does not start with the given ones, or is no JVM
   */
  List<String> missing(List<String> arguments) {
    List<String> lines = lines(arguments);
    if (!lines.contains(DONE)) {
      throw refusal(reason(lines));
    }
    return lines.stream()
        .filter(line -> line.startsWith(LACKS))
        .map(line -> line.substring(LACKS.length()))
        .toList();
  }

  /** Says why JMH cannot use that JVM, although it started. */
  UserException refusal(RuntimeException ofJmh) {
    Matcher said = SAID.matcher(String.valueOf(ofJmh.getMessage()));
    return refusal(
        reason(said.matches() ? said.group(1).lines().map(String::strip).toList() : List.of()));
  }

  private static String reason(List<String> lines) {
    if (lines.stream().anyMatch(line -> line.contains(TOO_OLD))) {
      return "is older than Java 17, which the benchmarks need";
    }
    return lines.isEmpty()
        ? "is not the java program of a JDK"
        : "does not start the benchmarks; it says: " + lines.get(0);
  }

  private UserException refusal(String reason) {
    return new UserException("-jvm '" + executable + "' " + reason);
  }

  private List<String> lines(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(executable));
    command.addAll(arguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ForeignJvm.class.getName());
    try {
      File output = File.createTempFile("backprop-bench", null);
      try {
        run(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output));
        String text = Files.readString(output.toPath(), Charset.defaultCharset());
        return text.lines().filter(line -> !line.isBlank()).toList();
      } finally {
        Files.delete(output.toPath());
      }
    } catch (IOException e) {
      throw refusal("cannot be started; name the java program of a JDK");
    }
  }

  private static void run(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
