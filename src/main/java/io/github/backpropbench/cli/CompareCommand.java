package io.github.backpropbench.cli;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.Comparison.Settings;
import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.results.InvalidResultsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
      "OLD and NEW are folders of runs, or files in JMH's JSON (-rf json) of any benchmarks."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no regression was shown",
      "1:a cell is slower, or now fails",
      "2:cannot compare: wrong usage, unreadable input, different environments, no cell in common,"
          + " or no cell with two forks on both sides"
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "OLD", description = "the baseline")
  private Path baseline;

  @Parameters(index = "1", paramLabel = "NEW", description = "the candidate")
  private Path candidate;

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
      description = "compare even if machine, operating system or JVM differ")
  private boolean acrossEnvironments;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (the default), json or markdown")
  private ComparisonFormat format = ComparisonFormat.TEXT;

  @Override
  public Integer call() throws InvalidResultsException {
    List<ComparisonSide> sides = ComparisonSide.readBoth(baseline, candidate);
    Comparison comparison = compare(sides.get(0), sides.get(1));
    if (comparison.cells().isEmpty() && comparison.uncompared().broken().isEmpty()) {
      throw new UserException(nothingInCommon(comparison));
    }
    spec.commandLine().getOut().print(format.format(comparison));
    spec.commandLine().getOut().flush();
    return switch (comparison.outcome()) {
      case NO_REGRESSION -> ExitStatus.DONE;
      case REGRESSION -> ExitStatus.NO;
      case NOTHING_TOLD -> ExitStatus.USAGE;
    };
  }

  private Comparison compare(ComparisonSide before, ComparisonSide after) {
    try {
      return Comparison.of(before, after, Settings.gate(threshold, acrossEnvironments));
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
                    .formatted(baseline, candidate, first.getKey().label(), first.getValue()))
        .orElse("%s and %s have no cell in common".formatted(baseline, candidate));
  }
}
