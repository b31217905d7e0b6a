package io.github.backpropbench.cli;

import io.github.backpropbench.harness.BenchmarkRun;
import io.github.backpropbench.report.RunReport;
import io.github.backpropbench.report.section.Phrases;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.JmhResultWriter;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;

/** The end of a run, complete or not: the files that are made from its journal, and the report. */
final class RunClosing {
  private final Terminal terminal;
  private final RunFolder folder;

  RunClosing(Terminal terminal, RunFolder folder) {
    this.terminal = terminal;
    this.folder = folder;
  }

  /** Writes the files, prints the report, and returns the exit status. */
  int finish() throws InvalidResultsException {
    RunResults results = RunResults.read(folder);
    folder.write(RunFolder.JMH_RESULT, JmhResultWriter.format(results.measurements()));
    RunReport report = RunReport.of(results);
    folder.write(report.files(folder.path()));
    terminal.out().println(report.text());
    if (!BenchmarkRun.isComplete(results.description().plan(), results.measurements())) {
      terminal
          .out()
          .printf(
              "Stopped after %s. Go on with%n",
              Phrases.count(results.measurements().size(), "fork"))
          .printf("  run --resume %s%n", folder.path());
    } else {
      terminal.out().println("The run is in " + folder.path());
    }
    boolean allRight = results.measurements().stream().allMatch(Measurement::isOk);
    return allRight ? ExitStatus.DONE : ExitStatus.NO;
  }
}
