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
 * @param out for the command's results
 * @param err for progress and warnings
 * @param interactive whether someone is watching, on a terminal that can rewrite a line
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
  /** Set by build services, some of which pretend to be a terminal. */
  private static final String CONTINUOUS_INTEGRATION = "CI";

  private static final Set<String> CANNOT_REWRITE = Set.of("", "dumb");

  static Terminal of(CommandSpec spec) {
    return new Terminal(
        spec.commandLine().getOut(), spec.commandLine().getErr(), isInteractive(System.console()));
  }

  /** Prints a sentence of any length to {@code err}. */
  void warn(String text) {
    lines(text).forEach(err::println);
  }

  /** A sentence wrapped to the terminal's width; longer words stay whole. */
  static List<String> lines(String text) {
    return FixedWidth.hanging(text, TextRenderer.COLUMNS);
  }

  /** A table as lines that fit the terminal's width. */
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

  /** Since Java 22 there may be a console without a terminal, and a method that says so. */
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
