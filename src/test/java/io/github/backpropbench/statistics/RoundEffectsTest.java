package io.github.backpropbench.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundEffectsTest {
  private static final double SLOW = Math.exp(0.1);

  @Test
  void whatAllCellsShareInARoundIsTakenOut() {
    RoundEffects effects = RoundEffects.of(cells(10));
    assertThat(effects.logs().get(3)).isCloseTo(0.1, within(1e-12));
    assertThat(effects.without(Map.of(3, 7 * SLOW)))
        .containsExactly(new double[] {7}, within(1e-12));
    // The standard deviation of 0, 0 and 0.1, and by SciPy t.ppf(0.995, 2).
    assertThat(effects.reach()).isCloseTo(0.1 / Math.sqrt(3) * 9.924843200918287, within(1e-9));
  }

  @Test
  void oneCellsSlowForkIsNone() {
    List<Map<Integer, Double>> cells = new ArrayList<>(cells(10));
    cells.set(0, Map.of(1, 1.0, 2, 300.0, 3, SLOW));
    assertThat(RoundEffects.of(cells)).isEqualTo(RoundEffects.of(cells(10)));
  }

  @Test
  void fewCellsCannotTell() {
    RoundEffects effects = RoundEffects.of(cells(7));
    assertThat(effects.without(Map.of(3, 7.0))).containsExactly(7.0);
    assertThat(effects.reach()).isZero();
  }

  @Test
  void withoutRoundsNothingIsTakenOut() {
    assertThat(RoundEffects.NONE.without(Map.of(1, 2.0))).containsExactly(2.0);
    assertThat(RoundEffects.NONE.reach()).isZero();
    assertThat(RoundEffects.of(List.of())).isEqualTo(RoundEffects.NONE);
  }

  private static List<Map<Integer, Double>> cells(int count) {
    List<Map<Integer, Double>> cells = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      cells.add(Map.of(1, 1.0 * i, 2, 1.0 * i, 3, i * SLOW));
    }
    return cells;
  }
}
