package io.github.backpropbench.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;

/** Checks arguments before JMH gets them, for clearer messages than JMH's own. */
final class JmhArguments {
  private JmhArguments() {}

  /**
   * Whether the arguments can only be a mistake: an option that JMH does not know, or a first
   * argument that matches no benchmark and may be a misspelled command. Prints what is wrong.
   */
  static boolean refuses(String[] arguments, PrintWriter err) {
    String first = arguments[0];
    if (first.startsWith("-")) {
      return refusesOptions(arguments, err);
    }
    try {
      if (!benchmarks(first).isEmpty()) {
        return refusesOptions(arguments, err);
      }
      err.println(
          RootCommand.NAME
              + ": '"
              + first
              + "' is neither a command ("
              + String.join(", ", new CommandLine(new RootCommand()).getSubcommands().keySet())
              + ") nor a pattern that matches a benchmark (-l lists them)");
    } catch (PatternSyntaxException e) {
      err.println(
          RootCommand.NAME
              + ": '"
              + first
              + "' is not a regular expression: "
              + e.getDescription());
    }
    return true;
  }

  private static boolean refusesOptions(String[] arguments, PrintWriter err) {
    try {
      new CommandLineOptions(arguments);
      return false;
    } catch (CommandLineOptionException e) {
      err.println(
          "%s: JMH does not understand '%s': %s (see -h)"
              .formatted(RootCommand.NAME, String.join(" ", arguments), e.getMessage()));
      return true;
    }
  }

  private static Set<?> benchmarks(String pattern) {
    return BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
            List.of(pattern),
            List.of());
  }
}
