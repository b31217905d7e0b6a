package io.github.backpropbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The list of the commands, and the page that {@code --help} shows. */
@Command(
    name = RootCommand.NAME,
    description = {
      "Which JVM matrix library should train my small or medium neural network, at which batch"
          + " size, and what do a bias, autograd and Adam cost?",
      "",
      "Without a command: the main job, 'run --profile quick'. It verifies the backends, measures"
          + " them, trains the original experiment, and writes and prints a report.",
      "",
      "Anything that is not a command goes to JMH's own command line: -l lists its benchmarks,"
          + " -h its options, 'TrainingStep -p backend=ejml -p batch=64 -f 1' runs some.",
      ""
    },
    synopsisSubcommandLabel = "[COMMAND | JMH's arguments]",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the answer is no: a cell or a verification failed, or a regression was found",
      "2:wrong usage or unreadable input, or nothing can be compared",
      "3:a training diverged",
      "130:stopped by Ctrl-C; run --resume goes on",
      "143:stopped by a termination signal; run --resume goes on"
    },
    subcommands = {
      RunCommand.class,
      TrainCommand.class,
      VerifyCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      BackendsCommand.class,
      HelpCommand.class
    })
final class RootCommand {
  /** What the program calls itself. */
  static final String NAME = "backprop-bench";
}
