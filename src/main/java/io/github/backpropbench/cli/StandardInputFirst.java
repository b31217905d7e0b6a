package io.github.backpropbench.cli;

import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Arguments such as {@code -,new.json}: standard input with more after a comma. The parser would
 * take one for an option, so that it is marked before it is parsed.
 */
final class StandardInputFirst implements ITypeConverter<String> {
  private static final String START = "-,";

  /** What no argument holds: the system ends arguments with it. */
  private static final String MARK = "\0";

  /** The same arguments for the parser; the value of an option is no option anyway. */
  static String[] marked(CommandLine commandLine, String... arguments) {
    CommandLine command =
        arguments.length == 0 ? null : commandLine.getSubcommands().get(arguments[0]);
    String[] marked = arguments.clone();
    for (int i = 1; command != null && i < marked.length; i++) {
      OptionSpec before = command.getCommandSpec().findOption(arguments[i - 1]);
      boolean isValue = before != null && before.arity().max() > 0;
      if (marked[i].startsWith(START) && !isValue) {
        marked[i] = MARK + marked[i];
      }
    }
    return marked;
  }

  /** A text as the user wrote it. */
  static String unmarked(String text) {
    return text.replace(MARK, "");
  }

  @Override
  public String convert(String value) {
    return unmarked(value);
  }
}
