package io.github.backpropbench.report.section;

import io.github.backpropbench.report.analysis.Floors;
import io.github.backpropbench.report.analysis.Grid;
import io.github.backpropbench.report.analysis.GridRow;
import io.github.backpropbench.report.analysis.RunAnalysis;
import io.github.backpropbench.report.format.Figures;
import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.statistics.BetweenRuns;
import java.util.Optional;
import java.util.stream.Stream;

/** What the best floors are called, and how far from them others are. */
final class FloorPhrases {
  private FloorPhrases() {}

  /** A cell's share of the rate of the best floor of its row, {@code 83 % of eigen}. */
  static Stream<String> share(RunAnalysis analysis, GridRow row, CellKey cell) {
    Floors floors = analysis.floors();
    Optional<CellKey> floor = floors.best(row);
    if (floor.filter(cell::equals).isPresent()) {
      return Stream.of("best floor");
    }
    return floor.stream()
        .flatMapToDouble(best -> floors.multiple(cell, best).stream())
        .mapToObj(multiple -> Figures.percent(1 / multiple) + " of " + name(analysis, floor));
  }

  /** How many times as long as the best floor a backend takes, {@code floor eigen ×1.2}. */
  static Stream<String> multiple(RunAnalysis analysis, GridRow row, String backend) {
    Floors floors = analysis.floors();
    Optional<CellKey> floor = floors.best(row);
    return floor.stream()
        .flatMap(best -> row.cell(backend).stream())
        .flatMapToDouble(cell -> floors.multiple(cell, floor.orElseThrow()).stream())
        .mapToObj(multiple -> "floor " + name(analysis, floor) + " ×" + Figures.ratio(multiple));
  }

  /**
   * What those shares are.
   *
   * @param what is measured: {@code step}, {@code product}
   */
  static String ofShares(RunAnalysis analysis, Grid grid, String what) {
    return haveFloors(analysis, grid)
        ? " The last line of each cell is its rate as a share of the best floor's, which is the"
            + " fastest baseline outside the JVM for the same "
            + what
            + ". "
            + rounds(analysis)
        : "";
  }

  /**
   * What those multiples are.
   *
   * @param kind what the fastest are called
   */
  static String ofMultiples(RunAnalysis analysis, Grid grid, String kind) {
    return haveFloors(analysis, grid)
        ? " The last line of each cell names the best floor, the fastest baseline outside the JVM,"
            + " and how many times as long the fastest "
            + kind
            + " takes. "
            + rounds(analysis)
        : "";
  }

  private static boolean haveFloors(RunAnalysis analysis, Grid grid) {
    return grid.rows().stream().anyMatch(row -> analysis.floors().best(row).isPresent());
  }

  private static String rounds(RunAnalysis analysis) {
    return analysis.floors().areSideBySide()
        ? "Where both were measured in the same rounds, it is computed from those, and may differ"
            + " slightly from the quotient of the times shown."
        : "Baselines were measured in rounds of their own: differences below %s do not count."
            .formatted(Figures.percent(BetweenRuns.UNKNOWN_SHIFT));
  }

  private static String name(RunAnalysis analysis, Optional<CellKey> floor) {
    return floor.map(cell -> analysis.run().backends().label(cell.backend())).orElse("");
  }
}
