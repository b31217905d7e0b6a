package io.github.backpropbench.cli;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.report.ComparisonReport;
import io.github.backpropbench.results.InvalidResultsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: whether new results are slower than old ones. */
@Command(
    name = "compare",
    description = {
      "Holds new results against old ones: ratios with intervals, and verdicts that keep the false"
          + " alarms of the whole comparison below 5 %%.",
      "",
      "OLD and NEW are folders of runs, or files in JMH's JSON (-rf json) of any benchmarks."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no regression was shown",
      "1:a cell is slower, or fails now",
      "2:cannot compare: wrong usage, unreadable input, different environments, no cell in common,"
          + " or no cell with two forks on both sides"
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD", description = "the results to compare with")
  private Path old;

  @Parameters(index = "1", paramLabel = "NEW", description = "the results to judge")
  private Path young;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      converter = Converters.Percentage.class,
      description =
          "alarm only for what is shown to take this much longer, or more, as in 3%%; without it, for"
              + " all that is shown to take longer")
  private double threshold;

  @Option(
      names = "--across-environments",
      description = "compare although machine, operating system or JVM differ")
  private boolean acrossEnvironments;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default), json or markdown")
  private ComparisonFormat format = ComparisonFormat.TEXT;

  @Override
  public Integer call() throws InvalidResultsException {
    List<ComparisonSide> sides = ComparisonSide.readBoth(old, young);
    Comparison comparison = compare(sides.get(0), sides.get(1));
    if (comparison.cells().isEmpty() && comparison.uncompared().broken().isEmpty()) {
      throw new UserException(nothingInCommon(comparison));
    }
    spec.commandLine().getOut().print(format.format(new ComparisonReport(comparison)));
    spec.commandLine().getOut().flush();
    return switch (comparison.outcome()) {
      case NO_REGRESSION -> ExitStatus.DONE;
      case REGRESSION -> ExitStatus.NO;
      case NOTHING_TOLD -> ExitStatus.USAGE;
    };
  }

  private Comparison compare(ComparisonSide before, ComparisonSide after) {
    try {
      return Comparison.of(before, after, new Settings(threshold, acrossEnvironments));
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
                    .formatted(old, young, first.getKey().label(), first.getValue()))
        .orElse("%s and %s have no cell in common".formatted(old, young));
  }
}
