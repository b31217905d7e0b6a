package io.github.backpropbench.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints.
 *
 * @param out what the command is asked for
 * @param err progress and warnings
 */
record Terminal(PrintWriter out, PrintWriter err) {

  static Terminal of(CommandSpec spec) {
    return new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
