package io.github.backpropbench.cli;

import io.github.backpropbench.report.RunReport;
import io.github.backpropbench.report.RunsReport;
import io.github.backpropbench.report.runs.SourceRun;
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

/** {@code report}: the report of a run, made anew from its files, or one over several runs. */
@Command(
    name = "report",
    description = {
      "Writes and prints the report of a run anew, from the files in its folder; or one report over"
          + " several runs, such as those of other machines, JVMs, library releases or numbers of"
          + " threads: by what they differ, their environments side by side, and every cell's ratio"
          + " to the first run.",
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "the folder of a run; of several, also files in JMH's JSON")
  private List<Path> runs = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "the folder that the files are written to; without it, those of one run go to its own,"
              + " and those of several are not written")
  private @Nullable Path out;

  @Override
  public Integer call() throws InvalidResultsException {
    if (runs.size() == 1) {
      Path run = runs.get(0);
      RunReport report = RunReport.of(RunResults.read(RunFolder.open(run)));
      Path folder = out == null ? run : out;
      finish(report.files(folder), report.text(), folder);
    } else {
      List<SourceRun> sources = new ArrayList<>();
      for (Path run : runs) {
        sources.add(SourceRun.read(run));
      }
      RunsReport report = RunsReport.of(sources);
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
