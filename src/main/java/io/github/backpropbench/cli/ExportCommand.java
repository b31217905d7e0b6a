package io.github.backpropbench.cli;

import io.github.backpropbench.problem.InputFile;
import io.github.backpropbench.report.export.CellCsv;
import io.github.backpropbench.report.export.ForkCsv;
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
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code export}: a run for other programs. */
@Command(
    name = "export",
    description = {
      "Prints what a run measured, for other programs: as CSV with one row per fork or per cell, or"
          + " in JMH's JSON with one result per cell. The output is the same in every locale, and a"
          + " run that was stopped can be exported, too."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = ExportCommand.Columns.class)
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "RUN",
      description =
          "the folder of a run; for cells, also a file in JMH's JSON, or - for standard input")
  private Path run;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "csv (the default), cells, which is the cells.csv in a run's folder, or jmh-json, which"
              + " JMH's -rf json writes")
  private ExportFormat format = ExportFormat.CSV;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "written whole or not at all; without it, the run is printed")
  private @Nullable Path out;

  @Override
  public Integer call() throws InvalidResultsException {
    String content = content();
    if (out == null) {
      spec.commandLine().getOut().print(content);
      spec.commandLine().getOut().flush();
    } else {
      OutputFile.write(out, content);
    }
    return ExitStatus.DONE;
  }

  /** Cells are all that can be made of a file without losing what it holds beside its scores. */
  private String content() throws InvalidResultsException {
    if (format == ExportFormat.CELLS && InputFile.isThere(run)) {
      return format.format(InputFile.name(run), RunResults.ofJmh(run));
    }
    RunFolder folder = RunFolder.open(run);
    return format.format(folder.name(), RunResults.read(folder));
  }

  /** Adds the columns of the CSV to the help. */
  static final class Columns implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec spec) {
      List<String> footer = new ArrayList<>();
      footer.add("%nColumns of csv, empty where there is no such thing:");
      addColumns(footer, ForkCsv.columns());
      footer.add("%nColumns of cells, after the benchmark and the factors as in csv:");
      addColumns(footer, CellCsv.columns());
      footer.add(
          "Values that a spreadsheet could mistake for formulas are prefixed with an apostrophe."
              + " UTF-8, a decimal point, fields as in RFC 4180.");
      spec.usageMessage().footer(footer.toArray(String[]::new));
      return spec;
    }

    private static void addColumns(List<String> footer, Map<String, String> columns) {
      columns.forEach(
          (name, meaning) -> footer.add("  %-24s%s".formatted(name, meaning.replace("%", "%%"))));
    }
  }
}
