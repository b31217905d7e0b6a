package io.github.backpropbench.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Restarts the program in a second JVM with the flags that the backends need, so that users never
 * type one. Input, output, exit status and signals are passed through, and neither JVM outlives the
 * other.
 */
final class Relaunch {
  private Relaunch() {}

  /**
   * Runs the program in a second JVM if this one lacks flags, or has some from its environment,
   * from which JMH's forks would take them, too.
   *
   * @param further flags that the command needs for its options; not asked for in a second JVM
   * @return the second JVM's exit status; empty if this one will do
   * @throws UserException if no second JVM can be started
   */
  static OptionalInt ifNeeded(Supplier<List<String>> further, String... arguments) {
    try {
      if (ParentLink.isChild()) {
        ParentLink.connect();
        return OptionalInt.empty();
      }
      List<String> missing =
          Stream.of(JvmArguments.missing(), further.get())
              .flatMap(List::stream)
              .distinct()
              .toList();
      return missing.isEmpty() && !EnvironmentOptions.present()
          ? OptionalInt.empty()
          : OptionalInt.of(launch(missing, arguments));
    } catch (IOException e) {
      throw new UserException("the JVM that measures cannot be started: " + e.getMessage());
    }
  }

  private static int launch(List<String> missing, String... arguments) throws IOException {
    List<String> command = command(missing, arguments);
    UserException.throwIf(FileNames.refusal(command));
    try (ParentLink link = ParentLink.open()) {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT);
      link.announceIn(builder.environment());
      EnvironmentOptions.hideIn(builder.environment());
      Process process = builder.start();
      Thread errors = IncubatorWarningFilter.start(process.getErrorStream(), System.err);
      Thread terminate = new Thread(() -> terminate(process, errors), "terminate");
      Runtime.getRuntime().addShutdownHook(terminate);
      int status = end(process, errors);
      if (removeHook(terminate) && !link.wasConnected()) {
        throw new UserException(refusal(JvmArguments.ofThisJvm(), missing));
      }
      return status;
    }
  }

  /**
   * Why a second JVM ended before it came to the program, for instance for want of a port that the
   * first one took by the same option.
   */
  static String refusal(List<String> options, List<String> added) {
    return options.isEmpty()
        ? "the second JVM does not start with the options that the backends need: "
            + String.join(" ", added)
        : "the second JVM, which the backends need, does not start with these options: "
            + String.join(" ", options)
            + "; start without them";
  }

  /** This JVM's own command line with the missing flags. */
  private static List<String> command(List<String> missing, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmArguments.ofThisJvm());
    command.addAll(missing);
    String classPath = System.getProperty("java.class.path");
    if (classPath.endsWith(".jar") && Files.isRegularFile(Path.of(classPath))) {
      command.addAll(List.of("-jar", classPath)); // -jar, so that the manifest counts
    } else {
      command.addAll(List.of("-classpath", classPath, Main.class.getName()));
    }
    command.addAll(Arrays.asList(InheritedFiles.named(arguments)));
    return command;
  }

  /** Passes a termination signal on, and waits: the second JVM may have files to write first. */
  private static void terminate(Process process, Thread errors) {
    if (process.supportsNormalTermination()) {
      process.toHandle().destroy(); // the process's own method would close its streams
    }
    end(process, errors);
  }

  /** Waits until the process has ended and all its messages are passed on. */
  private static int end(Process process, Thread errors) {
    while (true) {
      try {
        errors.join();
        return process.waitFor();
      } catch (InterruptedException e) {
        // Nothing interrupts this thread on purpose; keep waiting.
      }
    }
  }

  /** Returns false if the JVM is shutting down already. */
  private static boolean removeHook(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
