package io.github.backpropbench.report.comparison;

import io.github.backpropbench.comparison.Comparison;
import io.github.backpropbench.comparison.ComparisonSide;
import io.github.backpropbench.comparison.JudgedSubject;
import io.github.backpropbench.comparison.SubjectResult;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.statistics.Ratio;
import io.github.backpropbench.statistics.VariancePrior;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A run with its comparison with the baseline.
 *
 * @param label its short name, unique in the report
 * @param comparison empty for the baseline itself
 * @param results one per cell
 * @param prior what its results say about each other's variance
 * @param judged the cells that could be compared
 */
record ComparedRun(
    String label,
    ComparisonSide side,
    Optional<Comparison> comparison,
    Map<CellKey, SubjectResult> results,
    VariancePrior prior,
    Map<CellKey, JudgedSubject> judged) {
  /** Marks figures that compare different environments. */
  static final String ACROSS = "†";

  static ComparedRun of(String label, ComparisonSide side, Optional<Comparison> comparison) {
    Map<CellKey, SubjectResult> results = new HashMap<>();
    side.results().forEach((subject, result) -> results.putIfAbsent(subject.cell(), result));
    Map<CellKey, JudgedSubject> judged = new HashMap<>();
    comparison.ifPresent(
        one -> one.cells().forEach(cell -> judged.put(cell.subject().cell(), cell)));
    return new ComparedRun(label, side, comparison, results, side.prior(), judged);
  }

  /** The time or rate of a cell, with its interval, as in the run's own report. */
  Ratio score(SubjectResult result) {
    return result.score(prior);
  }

  /** Whether it was measured in another environment than the baseline. */
  boolean isAcross() {
    return comparison.map(one -> !one.environmentDifferences().isEmpty()).orElse(false);
  }

  /** {@link #ACROSS}, or nothing. */
  String mark() {
    return isAcross() ? ACROSS : "";
  }
}
