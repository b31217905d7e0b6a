package io.github.backpropbench.harness;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.backpropbench.comparison.Calibration;
import io.github.backpropbench.comparison.Contrast;
import io.github.backpropbench.comparison.Direction;
import io.github.backpropbench.comparison.ForkScores;
import io.github.backpropbench.comparison.JudgedContrast;
import io.github.backpropbench.kernel.Role;
import io.github.backpropbench.results.BackendDescription;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.Measurement;
import io.github.backpropbench.statistics.LogRatio;
import io.github.backpropbench.statistics.NoiseFloor;
import io.github.backpropbench.statistics.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The comparisons that more forks may decide. A comparison is decided if a difference is shown, or
 * if its interval is so narrow that there can be no notable one.
 */
final class OpenComparisons {
  /**
   * Whoever looks often and stops as soon as a difference shows finds differences where there are
   * none. So a comparison is left alone only if its p-value is well below the 5 % of a verdict.
   */
  private static final double CLEAR = 0.01;

  /** Half the width of a 95 % interval, of a ratio and of a typical cost. */
  private static final double NARROW = 0.02;

  private static final double NARROW_TYPICAL = 0.01;

  private final ForkScores scores;
  private final List<JudgedContrast> judged;
  private final double narrow;

  private OpenComparisons(Collection<Measurement> measurements, List<String> backends) {
    scores = new ForkScores(measurements);
    NoiseFloor floor = Calibration.floor(measurements).orElse(NoiseFloor.UNKNOWN);
    narrow = Math.max(NARROW, floor.relative());
    judged = JudgedContrast.family(ReportedContrasts.of(scores.cells(), backends), scores, floor);
  }

  /**
   * The cells of each open comparison: of those behind the answer, or if there is none, of all in
   * the report.
   */
  static List<List<CellKey>> of(Collection<Measurement> measurements, List<String> backends) {
    OpenComparisons comparisons = new OpenComparisons(measurements, backends);
    List<JudgedContrast> open = new ArrayList<>(comparisons.ofLeaders());
    open.addAll(comparisons.ofCosts());
    if (open.isEmpty()) {
      open = comparisons.judged.stream().filter(comparisons::isOpen).toList();
    }
    return open.stream()
        .map(JudgedContrast::contrast)
        .map(contrast -> List.of(contrast.cell(), contrast.reference()))
        .toList();
  }

  /** Those of the fastest library of each principal row with all other backends. */
  private List<JudgedContrast> ofLeaders() {
    Map<Set<CellKey>, JudgedContrast> pairs = new HashMap<>();
    for (JudgedContrast one : judged) {
      Contrast contrast = one.contrast();
      if (contrast.factor() == Factor.BACKEND) {
        pairs.put(Set.of(contrast.cell(), contrast.reference()), one);
      }
    }
    List<JudgedContrast> open = new ArrayList<>();
    for (List<CellKey> row : principalRows()) {
      CellKey leader =
          row.stream()
              .min(
                  Comparator.comparing((CellKey cell) -> isYardstick(cell) || isOfEngine(cell))
                      .thenComparingDouble(this::cost))
              .orElseThrow();
      for (CellKey other : row) {
        JudgedContrast pair = other.equals(leader) ? null : pairs.get(Set.of(leader, other));
        if (pair != null && isOpen(pair)) {
          open.add(pair);
        }
      }
    }
    return open;
  }

  private static boolean isOfEngine(CellKey cell) {
    return !cell.inRow().equals(cell);
  }

  private static boolean isYardstick(CellKey cell) {
    return BackendDescription.roleOf(cell.backend()).equals(Role.YARDSTICK.label());
  }

  /** The cells of the report's principal rows. */
  private Collection<List<CellKey>> principalRows() {
    return ReportedContrasts.mainBenchmark(scores.cells())
        .map(
            main ->
                PrincipalCells.of(
                    ReportedContrasts.ofKind(scores.cells(), main),
                    ReportedContrasts.rowFactor(main)))
        .orElse(Set.of())
        .stream()
        .sorted()
        .collect(
            groupingBy(cell -> cell.inRow().with(Factor.BACKEND, ""), LinkedHashMap::new, toList()))
        .values();
  }

  /** Those that make up a typical cost; what fusion brings is told for each backend. */
  private List<JudgedContrast> ofCosts() {
    Map<List<Object>, List<JudgedContrast>> costs =
        judged.stream()
            .filter(one -> Factor.METHOD.contains(one.contrast().factor()))
            .collect(
                groupingBy(
                    one -> cost(one.contrast().factor(), one.contrast().cell()),
                    LinkedHashMap::new,
                    toList()));
    return costs.values().stream()
        .filter(
            cost -> isOpen(LogRatio.typical(cost.stream().map(JudgedContrast::estimate).toList())))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Object> cost(Factor factor, CellKey cell) {
    return List.of(
        factor,
        cell.benchmark(),
        cell.value(factor),
        factor == Factor.FUSION ? cell.backend() : "");
  }

  private double cost(CellKey cell) {
    double score = scores.score(cell).value();
    return scores.direction(cell) == Direction.SMALLER_IS_BETTER ? score : 1 / score;
  }

  private boolean isOpen(JudgedContrast one) {
    boolean shown = one.verdict().isDifference() && one.ratio().pValue() <= CLEAR;
    return !shown && !(one.ratio().relativeHalfWidth() <= narrow);
  }

  private boolean isOpen(LogRatio typical) {
    Ratio ratio = typical.ratio();
    return !(ratio.pValue() <= CLEAR) && !(ratio.relativeHalfWidth() <= NARROW_TYPICAL);
  }
}
