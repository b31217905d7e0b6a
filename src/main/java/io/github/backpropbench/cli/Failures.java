package io.github.backpropbench.cli;

import io.github.backpropbench.data.InvalidDataException;
import io.github.backpropbench.harness.MachineBusyException;
import io.github.backpropbench.problem.InvalidProblemException;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.training.DivergedException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one sentence why a command failed, and with which exit status. */
final class Failures {
  /** A system property for developers: prints the stack traces of internal errors. */
  private static final String DEBUG = "backprop-bench.debug";

  private Failures() {}

  /** The command line cannot be understood. */
  static int onUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        name(command) + ": " + StandardInputFirst.unmarked(String.valueOf(failure.getMessage())));
    err.println("See '" + name(command) + " --help'.");
    return ExitStatus.USAGE;
  }

  /** The command was understood and ended early. */
  static int onExecution(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure, command);
  }

  static int report(Throwable failure, CommandLine command) {
    return report(failure, name(command), command.getErr());
  }

  /**
   * Prints the sentence and returns the exit status.
   *
   * @param command the program, with the command that was given
   */
  static int report(Throwable failure, String command, PrintWriter err) {
    if (Boolean.getBoolean(DEBUG)) {
      failure.printStackTrace(err);
    }
    err.println(command + ": " + sentence(failure));
    return failure instanceof DivergedException ? ExitStatus.DIVERGED : ExitStatus.USAGE;
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof UserException
        || failure instanceof DivergedException
        || failure instanceof MachineBusyException
        || failure instanceof InvalidProblemException
        || failure instanceof InvalidDataException
        || failure instanceof InvalidResultsException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof InvalidPathException path) {
      return FileNames.refusal(path);
    }
    if (failure instanceof OutOfMemoryError) {
      return "not enough memory for this (%s); make it smaller, or give Java more with -Xmx"
          .formatted(failure.getMessage());
    }
    if (failure instanceof LinkageError) {
      return "Java cannot load a part of itself or of this program: " + reason(failure);
    }
    return "internal error: %s (java -D%s=true shows where)"
        .formatted(failure.toString().strip().replaceAll("\\s+", " "), DEBUG);
  }

  /** What the innermost exception says, in one line. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.strip().replaceAll("\\s+", " ");
  }

  private static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }
}
