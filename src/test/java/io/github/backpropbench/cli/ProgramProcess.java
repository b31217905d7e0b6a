package io.github.backpropbench.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The program in its own JVM, with what it prints. */
final class ProgramProcess {
  private static final long LIMIT_SECONDS = 120;
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private final Process process;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> err;

  private ProgramProcess(Process process) {
    this.process = process;
    this.out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
    this.err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
  }

  /**
   * Starts it.
   *
   * @param backend a folder of {@code src/test} that registers a further backend
   */
  static ProgramProcess start(String backend, String... arguments) throws IOException {
    return startIn(builder -> {}, backend, arguments);
  }

  /** Starts it with other environment variables, or another standard output. */
  static ProgramProcess startIn(
      Consumer<ProcessBuilder> surroundings, String backend, String... arguments)
      throws IOException {
    String folder = Path.of("src", "test", backend).toAbsolutePath().toString();
    return start(surroundings, List.of(), CLASS_PATH + File.pathSeparator + folder, arguments);
  }

  /** Starts it in a JVM with the given option. */
  static ProgramProcess startWith(String jvmOption, String... arguments) throws IOException {
    return start(builder -> {}, List.of(jvmOption), CLASS_PATH, arguments);
  }

  private static ProgramProcess start(
      Consumer<ProcessBuilder> surroundings,
      List<String> jvmOptions,
      String classPath,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")); // quicker to start
    command.addAll(jvmOptions);
    command.addAll(List.of("-Duser.language=de", "-Duser.country=DE"));
    command.add("-Djmh.ignoreLock=true"); // tests need no quiet machine, and may meet another JMH
    command.addAll(List.of("-classpath", classPath, Main.class.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    surroundings.accept(builder);
    return new ProgramProcess(builder.start());
  }

  /** Waits until it ends. */
  Program end() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("still running; so far it said: " + err.getNow("(nothing)"));
    }
    return new Program(process.exitValue(), out.join(), err.join());
  }

  /** Its child processes, and theirs. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
