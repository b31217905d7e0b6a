package io.github.backpropbench.cli;

import io.github.backpropbench.harness.MachineBusyException;
import io.github.backpropbench.problem.InvalidProblemException;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.training.DivergedException;
import java.io.PrintWriter;
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
    err.println(prefix(command) + failure.getMessage());
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitStatus.USAGE;
  }

  /** The command was understood and ended early. */
  static int onExecution(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure, command);
  }

  /** Prints the sentence and returns the exit status. */
  static int report(Throwable failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (Boolean.getBoolean(DEBUG)) {
      failure.printStackTrace(err);
    }
    if (failure instanceof DivergedException) {
      err.println(prefix(command) + failure.getMessage());
      return ExitStatus.DIVERGED;
    }
    if (failure instanceof UserException
        || failure instanceof MachineBusyException
        || failure instanceof InvalidProblemException
        || failure instanceof InvalidResultsException) {
      err.println(prefix(command) + failure.getMessage());
    } else if (failure instanceof OutOfMemoryError) {
      err.printf(
          "%snot enough memory for this (%s); make it smaller, or give Java more with -Xmx%n",
          prefix(command), failure.getMessage());
    } else {
      err.printf(
          "%sinternal error: %s (java -D%s=true shows where)%n", prefix(command), failure, DEBUG);
    }
    return ExitStatus.USAGE;
  }

  private static String prefix(CommandLine command) {
    return command.getCommandSpec().qualifiedName() + ": ";
  }
}
