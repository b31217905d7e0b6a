package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HelpTest {
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
  void theRootListsItsCommands() {
    Program program = Program.run("--help");
    assertThat(program.out()).contains("  run ", "  train ", "  verify ", "JMH", "Exit status");
    assertThat(Program.run("--version").out()).startsWith("backprop-bench ").contains("JMH 1.");
  }
}
