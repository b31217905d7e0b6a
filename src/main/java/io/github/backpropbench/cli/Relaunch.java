package io.github.backpropbench.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The same program in a second JVM, which is started with what the backends need of it: a user
 * never types a JVM flag. Input, output and exit status are passed through, signals passed on, and
 * neither JVM outlives the other.
 */
final class Relaunch {
  private Relaunch() {}

  /**
   * Runs the program in a second JVM if this one lacks arguments.
   *
   * @return the exit status; empty if this JVM is as it should be
   * @throws IOException if no second JVM can be started
   */
  static OptionalInt ifNeeded(String... arguments) throws IOException {
    if (ParentLink.isHeld()) {
      ParentLink.follow();
      return OptionalInt.empty();
    }
    List<String> missing = JvmArguments.missing();
    return missing.isEmpty() ? OptionalInt.empty() : OptionalInt.of(launch(missing, arguments));
  }

  private static int launch(List<String> missing, String... arguments) throws IOException {
    try (ParentLink link = ParentLink.create()) {
      ProcessBuilder builder =
          new ProcessBuilder(command(missing, arguments))
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT);
      link.holdWith(builder.environment());
      Process process = builder.start();
      Thread errors = IncubatorWarningFilter.skip(process.getErrorStream(), System.err);
      Thread terminate = new Thread(() -> terminate(process, errors), "terminate");
      Runtime.getRuntime().addShutdownHook(terminate);
      int status = end(process, errors);
      removeHook(terminate);
      return status;
    }
  }

  /** Of this JVM: its executable, its arguments, its class path. */
  private static List<String> command(List<String> missing, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmArguments.ofThisJvm());
    command.addAll(missing);
    String classPath = System.getProperty("java.class.path");
    if (classPath.endsWith(".jar") && Files.isRegularFile(Path.of(classPath))) {
      command.addAll(List.of("-jar", classPath)); // so that the manifest is heeded
    } else {
      command.addAll(List.of("-classpath", classPath, Main.class.getName()));
    }
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** This JVM was told to end: so is the other, which may have files to write first. */
  private static void terminate(Process process, Thread errors) {
    if (process.supportsNormalTermination()) {
      process.toHandle().destroy(); // the process's own method would close its streams
    }
    end(process, errors);
  }

  /** Waits until it has ended and all it said is passed on. */
  private static int end(Process process, Thread errors) {
    while (true) {
      try {
        errors.join();
        return process.waitFor();
      } catch (InterruptedException e) {
        // Nobody interrupts this thread to any purpose: there is nothing to do but wait.
      }
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already.
    }
  }
}
