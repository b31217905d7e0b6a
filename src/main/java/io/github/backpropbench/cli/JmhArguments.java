package io.github.backpropbench.cli;

import java.util.List;
import java.util.Optional;
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
   * What is wrong if the arguments can only be a mistake: an option that JMH does not know, or a
   * first argument that matches no benchmark and may be a misspelled command.
   */
  static Optional<String> mistake(String... arguments) {
    String first = arguments[0];
    try {
      if (!first.startsWith("-") && !matchesBenchmark(first)) {
        return Optional.of(
            "'%s' is neither a command (%s) nor a pattern that matches a benchmark (-l lists them)"
                .formatted(
                    first,
                    String.join(
                        ", ", new CommandLine(new RootCommand()).getSubcommands().keySet())));
      }
      new CommandLineOptions(arguments);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("'" + first + "' is not a regular expression: " + e.getDescription());
    } catch (CommandLineOptionException e) {
      return Optional.of(
          "JMH does not understand '%s': %s (see -h)"
              .formatted(String.join(" ", arguments), e.getMessage()));
    }
  }

  private static boolean matchesBenchmark(String pattern) {
    return !BenchmarkList.defaultList()
        .find(
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
            List.of(pattern),
            List.of())
        .isEmpty();
  }
}
