package io.github.backpropbench.cli;

import io.github.backpropbench.comparison.CellFilter;
import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.Gate;
import io.github.backpropbench.comparison.MetricChoice;
import io.github.backpropbench.comparison.SideReader;
import io.github.backpropbench.problem.InputFile;
import io.github.backpropbench.report.format.ForeignText;
import io.github.backpropbench.results.InvalidResultsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: whether a candidate's results are slower than a baseline's. */
@Command(
    name = "compare",
    description = {
      "Compares new results, the candidate, with old ones, the baseline: ratios with intervals, and"
          + " verdicts that keep the chance of any false alarm below 5 %%.",
      "",
      "OLD and NEW are each the folder of a run, a file in JMH's JSON (-rf json) of any benchmarks, -"
          + " for standard input, or several of these separated by commas: the parts of one run, or"
          + " repetitions, whose forks then count together."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no regression was shown",
      "1:a cell is slower, now fails, or is worse in a metric that counts",
      "2:cannot compare: wrong usage, unreadable input, different environments, no cell in common,"
          + " or no cell with two forks on both sides"
    })
final class CompareCommand implements Callable<Integer> {
  private static final int SENTENCE = 300;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      converter = StandardInputFirst.class,
      description = "the baseline")
  private String baseline = "";

  @Parameters(
      index = "1",
      paramLabel = "NEW",
      converter = StandardInputFirst.class,
      description = "the candidate")
  private String candidate = "";

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      converter = Converters.Percentage.class,
      description =
          "raise the alarm only for cells shown to take more than this much longer, as in 3%%;"
              + " without it, for any cell shown to take longer")
  private double threshold;

  @Option(
      names = "--across-environments",
      description =
          "compare even if machine, operating system, JVM or its flags differ; what all cells have in"
              + " common is then part of the answer")
  private boolean acrossEnvironments;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      converter = Converters.Regex.class,
      description =
          "compare only cells in whose name, such as 'a.b.Class.method size=8', it is found")
  private @Nullable Pattern include;

  @Option(
      names = "--exclude",
      paramLabel = "REGEX",
      converter = Converters.Regex.class,
      description = "leave out cells in whose name it is found")
  private @Nullable Pattern exclude;

  @Option(
      names = "--metrics",
      paramLabel = "NAME,…",
      split = ",",
      hideParamSyntax = true,
      description =
          "secondary metrics that count for the answer, such as gc.alloc.rate.norm or the methods of"
              + " a group; without it, changes of allocation and of a group's methods are shown but do"
              + " not count")
  private List<String> metrics = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default), json or markdown")
  private ComparisonFormat format = ComparisonFormat.TEXT;

  @Override
  public Integer call() throws InvalidResultsException {
    List<Path> before = parts(baseline);
    List<Path> after = parts(candidate);
    InputFile.mistake(Stream.concat(before.stream(), after.stream()).toList())
        .ifPresent(
            mistake -> {
              throw new UserException(mistake);
            });
    MetricChoice choice = new MetricChoice(metrics);
    List<ComparisonSide> sides =
        SideReader.readBoth(before, after, new CellFilter(include, exclude), choice);
    Gate gate = compare(sides.get(0), sides.get(1), choice);
    Comparison comparison = gate.scores();
    if (comparison.cells().isEmpty() && comparison.uncompared().broken().isEmpty()) {
      throw new UserException(nothingInCommon(comparison));
    }
    spec.commandLine().getOut().print(format.format(gate));
    spec.commandLine().getOut().flush();
    return switch (gate.outcome()) {
      case NO_REGRESSION -> ExitStatus.DONE;
      case REGRESSION -> ExitStatus.NO;
      case NOTHING_TOLD -> ExitStatus.USAGE;
    };
  }

  /** The runs and files of one side. A comma may also be part of a name. */
  private static List<Path> parts(String side) {
    if (Files.exists(Path.of(side))) {
      return List.of(Path.of(side));
    }
    List<Path> parts = Arrays.stream(side.split(",", -1)).map(Path::of).toList();
    if (side.isEmpty() || parts.stream().anyMatch(part -> part.toString().isEmpty())) {
      throw new UserException(
          "'" + side + "' does not name a run or a file on each side of a comma");
    }
    return parts;
  }

  private Gate compare(ComparisonSide before, ComparisonSide after, MetricChoice choice) {
    try {
      return Gate.of(before, after, Settings.gate(threshold, acrossEnvironments), choice);
    } catch (IllegalArgumentException e) {
      throw new UserException(e);
    }
  }

  private String nothingInCommon(Comparison comparison) {
    return comparison.uncompared().refused().entrySet().stream()
        .findFirst()
        .map(
            first ->
                "no cell of %s and %s can be compared; the first, %s: %s"
                    .formatted(
                        baseline,
                        candidate,
                        ForeignText.of(first.getKey().label(), SENTENCE),
                        ForeignText.of(first.getValue(), SENTENCE)))
        .orElse("%s and %s have no cell in common".formatted(baseline, candidate));
  }
}
