package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Factor;
import io.github.backpropbench.results.SampleRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final CellKey ARRAYS = SampleRun.trainingStep("arrays", 64);
  private static final CellKey EJML = SampleRun.trainingStep("ejml", 64);

  @Test
  void rowsHoldTheBackendsOfALevel() {
    CellKey small = SampleRun.trainingStep("arrays", 8);
    CellKey autograd = small.with(Factor.GRADIENT, "autograd");
    Grid grid = Grid.of(List.of(autograd, ARRAYS, EJML, small), Factor.BATCH);
    assertThat(grid.rows()).extracting(GridRow::level).containsExactly("8", "64", "8");
    assertThat(grid.rows()).extracting(GridRow::principal).containsExactly(true, true, false);
    assertThat(grid.rows().get(1).cell("ejml")).contains(EJML);
    assertThat(grid.rows().get(0).cell("ejml")).isEmpty();
    assertThat(grid.rows().get(2).cell("arrays")).contains(autograd);
  }

  @Test
  void withoutTheReferenceTheMethodWithTheMostRowsStandsForAShape() {
    CellKey adam = ARRAYS.with(Factor.OPTIMIZER, "adam");
    CellKey noBias = ARRAYS.with(Factor.BIAS, "false");
    Grid grid = Grid.of(List.of(adam, noBias, noBias.with(Factor.BATCH, "8")), Factor.BATCH);
    assertThat(grid.rows().stream().filter(GridRow::principal))
        .extracting(row -> row.group().value(Factor.BIAS))
        .containsExactly("false", "false");
  }

  @Test
  void groupsThatDifferDeepInsideAValueAreToldApart() {
    String value = "the same beginning and end ".repeat(5);
    List<CellKey> cells =
        List.of(ARRAYS.with("note", value + 1 + value), ARRAYS.with("note", value + 2 + value));
    assertThat(Grid.of(cells, Factor.BATCH).rows())
        .extracting(row -> row.group().label())
        .doesNotHaveDuplicates()
        .allMatch(label -> label.length() < 70);
  }
}
