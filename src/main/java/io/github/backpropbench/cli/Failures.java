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
  /** A property for developers: stack traces of what should not have happened. */
  private static final String DEBUG = "backprop-bench.debug";

  private Failures() {}

  /** The command line cannot be understood. */
  static int onUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(prefix(command) + failure.getMessage());
    err.println("'" + command.getCommandSpec().qualifiedName() + " --help' says what there is.");
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
        || failure instanceof InvalidResultsException
        || failure instanceof MachineBusyException) {
      err.println(prefix(command) + failure.getMessage());
    } else if (failure instanceof OutOfMemoryError) {
      err.println(
          prefix(command)
              + "there is not enough memory for this ("
              + failure.getMessage()
              + "); make it smaller, or give Java more with -Xmx");
    } else {
      err.println(
          prefix(command)
              + "a fault of this program: "
              + failure
              + " (java -D"
              + DEBUG
              + "=true shows where)");
    }
    return ExitStatus.USAGE;
  }

  private static String prefix(CommandLine command) {
    return command.getCommandSpec().qualifiedName() + ": ";
  }
}
