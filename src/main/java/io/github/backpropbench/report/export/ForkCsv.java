package io.github.backpropbench.report.export;

import static io.github.backpropbench.report.export.ForkColumn.FACTORS;
import static io.github.backpropbench.report.export.ForkColumn.FORK;
import static io.github.backpropbench.report.export.ForkColumn.RUN;

import io.github.backpropbench.results.Csv;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.results.NaturalOrder;
import io.github.backpropbench.results.RunResults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The forks of a run as comma-separated values, the same in every locale: UTF-8, RFC 4180 with line
 * feeds, a line of headings, then one row per fork in the order of the journal. Numbers have a
 * decimal point and all their digits; a field is empty where there is no such thing. {@link
 * #columns} lists the headings with their meanings. A text that a spreadsheet could take for a
 * formula has an apostrophe in front, and U+FFFD stands for a character that controls a terminal.
 */
public final class ForkCsv {
  private ForkCsv() {}

  /**
   * The content of the file.
   *
   * @param run what the run is called
   */
  public static String of(String run, RunResults results) {
    List<ForkColumn> columns = columns(results.measurements());
    StringBuilder csv = new StringBuilder();
    csv.append(
        Csv.line(columns.stream().map(column -> ForkColumn.guarded(column.name())).toList()));
    for (Measurement fork : results.measurements()) {
      ForkRow row =
          new ForkRow(run, results.description().environment(), results.evaluations(), fork);
      csv.append(Csv.line(columns.stream().map(column -> column.field().apply(row)).toList()));
    }
    return csv.toString();
  }

  /** The meanings of the columns by heading, in their order. */
  public static Map<String, String> columns() {
    Map<String, String> meanings = new LinkedHashMap<>();
    Stream.of(RUN, FACTORS, FORK)
        .flatMap(List::stream)
        .forEach(column -> meanings.put(column.name(), column.meaning()));
    meanings.put("param.…", "a parameter that none of the suite's benchmarks has");
    meanings.put("metric.…", "another metric of JMH's, as the iterations' mean");
    return meanings;
  }

  private static List<ForkColumn> columns(Collection<Measurement> forks) {
    List<ForkColumn> columns = new ArrayList<>();
    columns.addAll(RUN);
    columns.addAll(FACTORS);
    columns.addAll(FORK);
    columns.addAll(otherParameters(forks));
    names(forks, fork -> fork.finiteMetrics().keySet()).stream()
        .map(ForkColumn::secondaryMetric)
        .forEach(columns::add);
    return columns;
  }

  /** The parameters that are no factors of the suite's benchmarks. */
  static List<ForkColumn> otherParameters(Collection<Measurement> forks) {
    return names(forks, fork -> ForkRow.otherParameters(fork.cell())).stream()
        .map(ForkColumn::otherParameter)
        .toList();
  }

  private static Set<String> names(
      Collection<Measurement> forks, Function<Measurement, Set<String>> names) {
    Set<String> all = new TreeSet<>(NaturalOrder.COMPARATOR);
    forks.forEach(fork -> all.addAll(names.apply(fork)));
    return all;
  }
}
