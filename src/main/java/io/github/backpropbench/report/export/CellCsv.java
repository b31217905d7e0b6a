package io.github.backpropbench.report.export;

import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.report.analysis.Allocation;
import io.github.backpropbench.report.analysis.MeasuredRun;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.analysis.TimeToTarget;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Csv;
import io.github.backpropbench.results.Environment;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a report says about each cell, with all digits, as comma-separated values: the run's {@code
 * cells.csv}, which plots are drawn from. Written like {@link ForkCsv}; one row per cell that has
 * scores, in the order of the plan, then those of the baselines outside the JVM.
 *
 * <p>Each comparison of the report stands in four columns of the cell's row, named by the factor
 * and the reference's value: {@code ratio.backend.arrays} is the time as a multiple of that of the
 * cell that has the backend {@code arrays} and is otherwise the same.
 */
public final class CellCsv {
  private static final double NANOSECONDS_PER_SECOND = 1e9;

  private final MeasuredRun run;
  private final List<ForkColumn> parameters;
  private final Map<CellKey, Map<Reference, JudgedContrast>> comparisons;
  private final Set<Reference> references;

  /** What cells are compared with: those with the given value of a factor. */
  private record Reference(Factor factor, String value) {
    String column(String figure) {
      return "%s.%s.%s".formatted(figure, factor.label(), value);
    }
  }

  private CellCsv(RunAnalysis analysis) {
    run = analysis.run();
    List<Measurement> forks = cells().map(this::anyFork).toList();
    parameters =
        Stream.of(
                ForkColumn.RUN.subList(1, ForkColumn.RUN.size()),
                ForkColumn.FACTORS,
                ForkCsv.otherParameters(forks))
            .flatMap(List::stream)
            .toList();
    comparisons = new HashMap<>();
    references = new LinkedHashSet<>();
    for (JudgedContrast judged : analysis.comparisons().all()) {
      add(judged);
      Factor factor = judged.contrast().factor();
      if (factor == Factor.BACKEND || factor == Factor.BATCH) {
        add(judged.inverse()); // each pair is judged once
      }
    }
  }

  /** The content of the file. */
  public static String of(RunAnalysis analysis) {
    return new CellCsv(analysis).format();
  }

  /** The meanings of the columns that follow the benchmark and its parameters, by heading. */
  public static Map<String, String> columns() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("rounds_of", "run or baselines: the rounds in which a cell was measured");
    meanings.put("forks", "with scores");
    meanings.put("nanoseconds", "per operation: the geometric mean of the forks");
    meanings.put("nanoseconds_low", "lower end of its 95 % interval");
    meanings.put("nanoseconds_high", "upper end");
    meanings.put(
        "samples_per_second",
        "batch divided by that time; in trainings to a target, by the time of a step");
    meanings.put("samples_per_second_low", "lower end of its 95 % interval");
    meanings.put("samples_per_second_high", "upper end");
    meanings.put("allocation", "bytes per operation; 0 where it is JMH's own");
    meanings.put("steps_to_target", "expected steps of a training until it reaches its target");
    meanings.put("evaluation_share", "share of the time that evaluations take, 0 to 1");
    meanings.put(
        "ratio.FACTOR.VALUE", "time divided by that of the cell with this value of the factor");
    meanings.put("low.FACTOR.VALUE", "lower end of its 95 % interval");
    meanings.put("high.FACTOR.VALUE", "upper end");
    meanings.put("verdict.FACTOR.VALUE", "faster, slower, no difference shown, cannot tell");
    return meanings;
  }

  private String format() {
    StringBuilder csv = new StringBuilder(Csv.line(headings()));
    cells().forEach(cell -> csv.append(Csv.line(row(cell))));
    return csv.toString();
  }

  private List<String> headings() {
    List<String> headings = new ArrayList<>();
    parameters.forEach(column -> headings.add(ForkColumn.guarded(column.name())));
    columns().keySet().stream().filter(name -> !name.contains(".")).forEach(headings::add);
    for (Reference reference : references) {
      Stream.of("ratio", "low", "high", "verdict")
          .map(figure -> ForkColumn.guarded(reference.column(figure)))
          .forEach(headings::add);
    }
    return headings;
  }

  private List<String> row(CellKey cell) {
    ForkRow fork = new ForkRow("", Environment.NONE, List.of(), anyFork(cell));
    List<String> fields = new ArrayList<>();
    parameters.forEach(column -> fields.add(column.field().apply(fork)));
    fields.add(run.isBaseline(cell) ? "baselines" : "run");
    fields.add(Integer.toString(run.forksOf(cell).size()));
    Ratio time = run.forkMean(cell);
    addInterval(fields, Optional.of(time));
    Optional<TimeToTarget> toTarget = TimeToTarget.of(run, cell);
    addInterval(fields, samples(cell, toTarget).map(samples -> perSecond(samples, time)));
    fields.add(Allocation.of(run, cell).map(one -> ForkRow.number(one.bytes())).orElse(""));
    fields.add(toTarget.map(one -> ForkRow.number(one.steps())).orElse(""));
    fields.add(toTarget.map(one -> ForkRow.number(one.evaluationShare())).orElse(""));
    for (Reference reference : references) {
      Optional<JudgedContrast> judged =
          Optional.ofNullable(comparisons.getOrDefault(cell, Map.of()).get(reference));
      addInterval(fields, judged.map(JudgedContrast::ratio));
      fields.add(judged.map(one -> one.verdict().words()).orElse(""));
    }
    return fields;
  }

  private void add(JudgedContrast judged) {
    Contrast contrast = judged.contrast();
    String value = contrast.reference().value(contrast.factor());
    Reference reference = new Reference(contrast.factor(), value);
    references.add(reference);
    comparisons.computeIfAbsent(contrast.cell(), c -> new HashMap<>()).put(reference, judged);
  }

  /** The cells that have scores. */
  private Stream<CellKey> cells() {
    return run.cells().stream().filter(cell -> !run.forksOf(cell).isEmpty());
  }

  private Measurement anyFork(CellKey cell) {
    return run.forksOf(cell).get(0);
  }

  /** The samples that are trained on in the time of an operation; empty if unknown. */
  private static Optional<Double> samples(CellKey cell, Optional<TimeToTarget> toTarget) {
    return cell.trainsToTarget()
        ? toTarget.map(TimeToTarget::samplesInAllTheTime).filter(samples -> !Double.isNaN(samples))
        : cell.batch().stream().mapToObj(batch -> (double) batch).findFirst();
  }

  private static Ratio perSecond(double samples, Ratio time) {
    double scaled = samples * NANOSECONDS_PER_SECOND;
    return new Ratio(
        scaled / time.value(),
        scaled / time.high(),
        scaled / time.low(),
        time.pValue(),
        time.pairs());
  }

  /** A figure and the ends of its interval, all empty where there is no such thing. */
  private static void addInterval(List<String> fields, Optional<Ratio> figure) {
    fields.add(figure.map(one -> ForkRow.number(one.value())).orElse(""));
    Optional<Ratio> interval = figure.filter(Ratio::hasInterval);
    fields.add(interval.map(one -> ForkRow.number(one.low())).orElse(""));
    fields.add(interval.map(one -> ForkRow.number(one.high())).orElse(""));
  }
}
