package io.github.backpropbench.cli;

import io.github.backpropbench.report.document.Table;
import io.github.backpropbench.report.document.Table.Column;
import io.github.backpropbench.report.document.Table.Row;
import io.github.backpropbench.report.render.FixedWidth;
import io.github.backpropbench.report.render.TextRenderer;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command prints.
 *
 * @param out what the command is asked for
 * @param err progress and warnings
 * @param interactive whether somebody looks on, at a terminal that can rewrite a line
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
  /** Set by the services that run builds; some of them pretend to be a terminal. */
  private static final String CONTINUOUS_INTEGRATION = "CI";

  private static final Set<String> CANNOT_REWRITE = Set.of("", "dumb");

  static Terminal of(CommandSpec spec) {
    return new Terminal(
        spec.commandLine().getOut(), spec.commandLine().getErr(), isInteractive(System.console()));
  }

  /** Prints a sentence, however long, among progress and warnings. */
  void warn(String text) {
    lines(text).forEach(err::println);
  }

  /** A sentence as lines that fit, but for words that are longer. */
  static List<String> lines(String text) {
    return FixedWidth.hanging(text, TextRenderer.COLUMNS);
  }

  /** A table as lines that fit. */
  static List<String> lines(List<Column> columns, List<Row> rows) {
    return new TextRenderer(TextRenderer.COLUMNS, Integer.MAX_VALUE)
        .lines(new Table("", columns, rows, ""));
  }

  private static boolean isInteractive(@Nullable Console console) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    String type = System.getenv().getOrDefault("TERM", windows ? "windows" : "");
    return console != null
        && isTerminal(console)
        && !CANNOT_REWRITE.contains(type)
        && System.getenv(CONTINUOUS_INTEGRATION) == null;
  }

  /** From Java 22 on there is a console without a terminal, too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
