package io.github.backpropbench.report.export;

import io.github.backpropbench.results.Csv;
import io.github.backpropbench.results.Factor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * A column of {@link ForkCsv}.
 *
 * @param name the heading
 * @param meaning for people, in a few words
 */
record ForkColumn(String name, String meaning, Function<ForkRow, String> field) {
  private static final String NOT_A_CHARACTER = "\uFFFD";

  /** What a row belongs to. */
  static final List<ForkColumn> RUN =
      List.of(
          text("run", "the run's folder, or the file", ForkRow::run),
          text("benchmark", "class and method", row -> row.fork().cell().benchmark()));

  /** The factors of the suite's benchmarks. */
  static final List<ForkColumn> FACTORS =
      Stream.of(Factor.values()).map(ForkColumn::factor).toList();

  /** What a fork is and measured. */
  static final List<ForkColumn> FORK =
      List.of(
          number("round", "from 1", row -> Integer.toString(row.fork().round())),
          text("status", "ok or failed", row -> row.fork().isOk() ? "ok" : "failed"),
          text("failure", "why it has no scores", row -> row.fork().failure()),
          text("mode", "JMH's: avgt, thrpt, sample, ss", row -> row.fork().mode()),
          text("unit", "of the scores", row -> row.fork().unit()),
          text("better", "which scores are: smaller or larger", ForkRow::better),
          number("iterations", "measured", row -> Integer.toString(row.fork().scores().size())),
          statistic("mean", "of the iterations' scores", DescriptiveStatistics::getMean),
          statistic("median", "of them", scores -> scores.getPercentile(50)),
          statistic("min", "of them", DescriptiveStatistics::getMin),
          statistic("max", "of them", DescriptiveStatistics::getMax),
          number(
              "nanoseconds",
              "per operation: the fork's score, from which ratios are computed",
              row -> ForkRow.number(row.nanoseconds())),
          number(
              "samples_per_second",
              "batch divided by that time; in trainings to a target, by the time of a step",
              row -> ForkRow.number(row.samplesPerSecond())),
          text("started_at", "ISO-8601 in UTC", row -> row.fork().startedAt()),
          number("fork_seconds", "of wall time", ForkRow::seconds),
          text("library", "behind the backend", row -> row.backend(backend -> backend.library())),
          text("library_version", "as loaded", row -> row.backend(backend -> backend.version())),
          text(
              "role",
              "of the backend: library or yardstick",
              row -> row.backend(one -> one.role())),
          text("java_version", "of the fork", row -> row.fork().jvm().jdkVersion()),
          text("vm_name", "of the fork", row -> row.fork().jvm().vmName()),
          text("vm_version", "of the fork", row -> row.fork().jvm().vmVersion()),
          text("jmh_version", "that measured", row -> row.fork().jmhVersion()),
          text("host", "of the run", row -> row.environment().host()),
          text("cpu", "of the run", row -> row.environment().machine().cpu()),
          text("os", "of the run", row -> row.environment().os()),
          text("git_commit", "of the run's working tree", row -> row.environment().gitCommit()),
          text("scores", "of the iterations, with spaces between", ForkColumn::scores));

  /** A parameter that none of the suite's benchmarks has. */
  static ForkColumn otherParameter(String name) {
    return text("param." + name, "another parameter", row -> row.otherParameter(name));
  }

  /** A metric that JMH reports in addition to the score. */
  static ForkColumn secondaryMetric(String name) {
    return number("metric." + name, "the iterations' mean", row -> row.secondary(name));
  }

  private static ForkColumn factor(Factor factor) {
    return text(
        factor.label(),
        factor.meaning(),
        factor == Factor.THREADS ? ForkRow::threads : row -> row.fork().cell().value(factor));
  }

  private static ForkColumn statistic(
      String name, String meaning, Function<DescriptiveStatistics, Double> figure) {
    return number(name, meaning, row -> row.statistic(figure));
  }

  private static ForkColumn number(String name, String meaning, Function<ForkRow, String> field) {
    return new ForkColumn(name, meaning, field);
  }

  /** A value may contain anything: formulas and terminal control characters are neutralized. */
  private static ForkColumn text(String name, String meaning, Function<ForkRow, String> field) {
    return new ForkColumn(name, meaning, row -> guarded(field.apply(row)));
  }

  /** Line ends and tabs are kept: a field with quotes may hold them. */
  static String guarded(String text) {
    return Csv.text(text.replaceAll("[\\p{Cc}&&[^\\n\\r\\t]]", NOT_A_CHARACTER));
  }

  private static String scores(ForkRow row) {
    return row.fork().scores().stream().map(ForkRow::number).collect(Collectors.joining(" "));
  }
}
