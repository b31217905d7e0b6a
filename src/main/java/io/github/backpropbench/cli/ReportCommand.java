package io.github.backpropbench.cli;

import io.github.backpropbench.report.RunReport;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: the report of a run, made anew from its files. */
@Command(
    name = "report",
    description = "Writes and prints the report of a run anew, from the files in its folder.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "the folder of a run")
  private Path run;

  @Override
  public Integer call() throws InvalidResultsException {
    RunFolder folder = RunFolder.open(run);
    RunReport report = RunReport.of(RunResults.read(folder));
    folder.write(report.files());
    spec.commandLine().getOut().println(report.text());
    return ExitStatus.DONE;
  }
}
