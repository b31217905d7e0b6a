package io.github.backpropbench.cli;

import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.SideReader;
import io.github.backpropbench.problem.InputFile;
import io.github.backpropbench.report.ComparisonReport;
import io.github.backpropbench.report.JmhReport;
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
      "Rebuilds and prints the report of a run from the files in its folder; or makes one of a file"
          + " in JMH's JSON (-rf json), of any benchmarks; or makes one report of several runs or"
          + " files, for instance on different machines, JVMs, library releases or numbers of threads:"
          + " what they differ in, their environments side by side, and each cell's ratio to the first"
          + " run.",
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "the folder of a run, or a file in JMH's JSON, or - for standard input")
  private List<Path> runs = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "the folder to write the files to; without it, the files of one run are written to its"
              + " own folder, and those of anything else are not written")
  private @Nullable Path out;

  @Override
  public Integer call() throws InvalidResultsException {
    if (runs.size() > 1) {
      ComparisonReport report = ofSeveral();
      finish(report.text(), report.files(), out);
    } else if (InputFile.isThere(runs.get(0))) {
      Path file = runs.get(0);
      JmhReport report = JmhReport.of(InputFile.shortName(file), RunResults.ofJmh(file));
      finish(report.text(), report.files(), out);
    } else {
      Path run = runs.get(0);
      RunReport report = RunReport.of(RunResults.read(RunFolder.open(run)));
      Path folder = out == null ? run : out;
      finish(report.text(), report.files(folder), folder);
    }
    return ExitStatus.DONE;
  }

  private ComparisonReport ofSeveral() throws InvalidResultsException {
    InputFile.mistake(runs)
        .ifPresent(
            mistake -> {
              throw new UserException(mistake);
            });
    List<ComparisonSide> sides = new ArrayList<>();
    for (Path run : runs) {
      sides.add(SideReader.readWithBaselines(run));
    }
    return ComparisonReport.of(sides);
  }

  /** Prints first: if the files cannot be written, the report is not lost. */
  private void finish(String text, Map<String, String> files, @Nullable Path folder)
      throws InvalidResultsException {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
    if (folder == null) {
      return;
    }
    try {
      OutputFile.writeAll(folder, files);
    } catch (InvalidResultsException | UserException e) {
      if (out != null) {
        throw e;
      }
      throw new InvalidResultsException(
          e.getMessage() + "; --out DIR writes the report to another folder", e);
    }
  }
}
