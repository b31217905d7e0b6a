package io.github.backpropbench.cli;

import io.github.backpropbench.report.render.TextRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Starts the program: one of its own commands, or JMH. */
public final class Main {
  private static final List<String> OWN_OPTIONS = List.of("--help", "--version", "-V");
  private static final String[] MAIN_JOB = {"run", "--profile", "quick"};

  private Main() {}

  public static void main(String[] arguments) {
    CheckedOutput output = CheckedOutput.standard();
    System.setOut(new PrintStream(output, true)); // for JMH
    System.exit(execute(output, writer(System.err), arguments));
  }

  /** Runs a command, of this program or of JMH, and checks that its output has arrived. */
  static int execute(CheckedOutput output, PrintWriter err, String... arguments) {
    PrintWriter out = writer(output);
    int status = start(out, err, arguments);
    out.flush();
    Optional<String> loss = output.loss();
    if (loss.isPresent()) {
      err.println(name(arguments) + ": standard output cannot be written: " + loss.get());
      return ExitStatus.USAGE;
    }
    return status;
  }

  private static int start(PrintWriter out, PrintWriter err, String... arguments) {
    try {
      boolean own = isOwn(arguments);
      boolean help =
          own
              ? HelpRequest.isFor(commandLine(out, err), arguments)
              : HelpRequest.isForJmh(arguments);
      requireReadableNames(help, arguments);
      if (!own) {
        UserException.throwIf(JmhArguments.mistake(arguments));
      }
      OptionalInt status =
          !help && (!own || needsBackendFlags(arguments))
              ? Relaunch.ifNeeded(() -> furtherJvmArguments(own, arguments), arguments)
              : OptionalInt.empty();
      if (status.isPresent()) {
        return status.getAsInt();
      }
      return own ? execute(out, err, arguments) : JmhRun.execute(err, arguments);
    } catch (IOException | CommandLineOptionException | RuntimeException | Error e) {
      return Failures.report(e, name(arguments), err);
    }
  }

  /** Help needs no files. */
  private static void requireReadableNames(boolean help, String... arguments) {
    UserException.throwIf(FileNames.refusal(List.of(arguments)));
    if (!help) {
      UserException.throwIf(FileNames.folderRefusal());
    }
  }

  /** Runs one of the program's own commands and returns its exit status. */
  static int execute(PrintWriter out, PrintWriter err, String... arguments) {
    // Numbers look the same everywhere: other programs read them, and so do people who compare.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    CommandLine commandLine = commandLine(out, err);
    try {
      return commandLine.execute(
          arguments.length == 0 ? MAIN_JOB : StandardInputFirst.marked(commandLine, arguments));
    } catch (OutOfMemoryError | LinkageError e) {
      return Failures.report(e, commandLine);
    }
  }

  /** Whether the arguments are for one of this program's commands; if not, they are for JMH. */
  static boolean isOwn(String... arguments) {
    return arguments.length == 0 || OWN_OPTIONS.contains(arguments[0]) || isCommand(arguments[0]);
  }

  /**
   * Whether one of the own commands needs them; JMH does, as its forks inherit this JVM's flags.
   */
  private static boolean needsBackendFlags(String... arguments) {
    if (arguments.length == 0) {
      return true;
    }
    CommandLine command = commands().get(arguments[0]);
    return command != null && command.getCommand() instanceof NeedsBackendFlags;
  }

  /** What an own command's JVM needs according to its options; wrong ones are reported later. */
  private static List<String> furtherJvmArguments(boolean own, String... arguments) {
    if (!own) {
      return List.of();
    }
    CommandLine program = new CommandLine(new RootCommand());
    Converters.register(program);
    try {
      ParseResult parsed = program.setExpandAtFiles(false).parseArgs(arguments);
      return parsed.hasSubcommand()
              && parsed.subcommand().commandSpec().userObject() instanceof NeedsBackendFlags command
          ? command.furtherJvmArguments()
          : List.of();
    } catch (ParameterException e) {
      return List.of();
    }
  }

  private static boolean isCommand(String name) {
    return commands().containsKey(name);
  }

  private static Map<String, CommandLine> commands() {
    return new CommandLine(new RootCommand()).getSubcommands();
  }

  /** The program, with the command that is run. */
  private static String name(String... arguments) {
    String first = arguments.length == 0 ? MAIN_JOB[0] : arguments[0];
    return RootCommand.NAME + (isCommand(first) ? " " + first : "");
  }

  private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine commandLine =
        new CommandLine(new RootCommand())
            .setOut(out)
            .setErr(err)
            .setUsageHelpWidth(TextRenderer.COLUMNS)
            .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
            .setParameterExceptionHandler(Failures::onUsage)
            .setExecutionExceptionHandler(Failures::onExecution);
    Converters.register(commandLine);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().versionProvider(new RootCommand.Version());
    }
    return commandLine;
  }

  /** In UTF-8 whatever the locale, like the program's files; Windows terminals expect their own. */
  private static PrintWriter writer(OutputStream stream) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    Charset charset = windows ? Charset.defaultCharset() : StandardCharsets.UTF_8;
    return new PrintWriter(new OutputStreamWriter(stream, charset), true);
  }
}
