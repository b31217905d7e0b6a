package io.github.backpropbench.cli;

import org.openjdk.jmh.runner.options.CommandLineOptionException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A request for help or the version, which needs neither files nor the flags of the backends. */
final class HelpRequest {
  private HelpRequest() {}

  /** Whether JMH would print its help; not whether one of its options has such a value. */
  static boolean isForJmh(String... arguments) {
    try {
      return new JmhOptions(arguments).shouldHelp();
    } catch (CommandLineOptionException e) {
      return false;
    }
  }

  /**
   * Whether one of the program's own commands would print help. Files of arguments are left alone:
   * one may be a pipe, which can be read only once.
   */
  static boolean isFor(CommandLine commandLine, String... arguments) {
    try {
      return commandLine.setExpandAtFiles(false).parseArgs(arguments).asCommandLineList().stream()
          .anyMatch(HelpRequest::isAskedFor);
    } catch (ParameterException e) {
      return false;
    }
  }

  private static boolean isAskedFor(CommandLine command) {
    return command.isUsageHelpRequested()
        || command.isVersionHelpRequested()
        || command.getCommandSpec().helpCommand();
  }
}
