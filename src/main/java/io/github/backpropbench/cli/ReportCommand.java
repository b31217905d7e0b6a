package io.github.backpropbench.cli;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.SideReader;
import io.github.backpropbench.report.ComparisonReport;
import io.github.backpropbench.report.RunReport;
import io.github.backpropbench.results.InvalidResultsException;
import io.github.backpropbench.results.RunFolder;
import io.github.backpropbench.results.RunResults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: rebuilds the report of a run from its files, or makes one of several runs. */
@Command(
    name = "report",
    description = {
      "Rebuilds and prints the report of a run from the files in its folder; or makes one report of"
          + " several runs, for instance on different machines, JVMs, library releases or numbers of"
          + " threads: what they differ in, their environments side by side, and each cell's ratio to"
          + " the first run.",
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "the folder of a run; if there are several, also files in JMH's JSON")
  private List<Path> runs = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "the folder to write the files to; without it, the files of one run are written to its"
              + " own folder, and those of several runs are not written")
  private @Nullable Path out;

  @Override
  public Integer call() throws InvalidResultsException {
    if (runs.size() == 1) {
      Path run = runs.get(0);
      RunReport report = RunReport.of(RunResults.read(RunFolder.open(run)));
      Path folder = out == null ? run : out;
      finish(report.files(folder), report.text(), folder);
    } else {
      List<ComparisonSide> sides = new ArrayList<>();
      for (Path run : runs) {
        sides.add(SideReader.readWithBaselines(run));
      }
      ComparisonReport report = ComparisonReport.of(sides);
      finish(report.files(), report.text(), out);
    }
    return ExitStatus.DONE;
  }

  private void finish(Map<String, String> files, String text, @Nullable Path folder)
      throws InvalidResultsException {
    if (folder != null) {
      OutputFile.writeAll(folder, files);
    }
    spec.commandLine().getOut().println(text);
  }
}
