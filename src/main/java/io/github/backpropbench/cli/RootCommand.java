package io.github.backpropbench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The list of commands, and the page that {@code --help} shows. */
@Command(
    name = RootCommand.NAME,
    description = {
      "Which JVM matrix library should train my small or medium neural network, at which batch"
          + " size, and what do a bias, autograd and Adam cost?",
      "",
      "Without a command it does its main job, 'run --profile quick': it verifies the backends,"
          + " measures them, trains the original experiment, and writes and prints a report.",
      "",
      "Anything that is not a command goes to JMH's own command line: -l lists the benchmarks, -h"
          + " JMH's options, 'TrainingStep -p backend=ejml -p batch=64 -f 1' runs some of them.",
      ""
    },
    synopsisSubcommandLabel = "[COMMAND | JMH's arguments]",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:the answer is no: a cell or a verification failed, or a regression was found",
      "2:wrong usage or unreadable input, nothing can be compared, or output was lost",
      "3:a training diverged",
      "130:stopped by Ctrl-C; run --resume continues",
      "143:stopped by a termination signal; run --resume continues"
    },
    subcommands = {
      RunCommand.class,
      ConvergeCommand.class,
      TrainCommand.class,
      VerifyCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      BackendsCommand.class,
      HelpCommand.class
    })
final class RootCommand {
  /** The name of the program. */
  static final String NAME = "backprop-bench";

  /** The program's version, from the manifest of its jar, and those of Java and JMH. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        NAME + " " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version() + ", JMH " + org.openjdk.jmh.util.Version.getPlainVersion()
      };
    }
  }
}
