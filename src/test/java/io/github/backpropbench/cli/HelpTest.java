package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
  /** The line of a page that begins the description of an option. */
  private static final Pattern OPTION = Pattern.compile("^  (-.,|   ) --");

  @Test
  void eachCommandHasAPageOfAtMost100Columns() {
    for (String command : new CommandLine(new RootCommand()).getSubcommands().keySet()) {
      List<String> page = command.equals("help") ? List.of("help") : List.of(command, "--help");
      Program program = Program.run(page.toArray(String[]::new));
      assertThat(program.status()).isEqualTo(ExitStatus.DONE);
      assertThat(program.out()).contains("Usage: backprop-bench");
      assertThat(program.out().lines()).allMatch(line -> line.length() <= 100);
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void theCommonOptionsComeLastAndListsAreNamesWithCommas() {
    for (String command : List.of("train", "verify", "compare", "report", "export", "backends")) {
      List<String> options =
          Program.run(command, "--help").out().lines().filter(OPTION.asPredicate()).toList();
      assertThat(options.subList(options.size() - 2, options.size()))
          .as(command)
          .satisfiesExactly(
              help -> assertThat(help).startsWith("  -h, --help "),
              version -> assertThat(version).startsWith("  -V, --version "));
      assertThat(options).noneMatch(line -> line.contains("…["));
    }
  }

  @Test
  void theRootListsItsCommands() {
    Program program = Program.run("--help");
    assertThat(program.out()).contains("  run ", "  train ", "  verify ", "JMH", "Exit status");
    assertThat(Program.run("--version").out()).startsWith("backprop-bench ").contains("JMH 1.");
    assertThat(Program.run("run", "-V")).isEqualTo(Program.run("--version"));
  }
}
