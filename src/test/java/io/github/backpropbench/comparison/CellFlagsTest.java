package io.github.backpropbench.comparison;

import static io.github.backpropbench.comparison.Direction.LARGER_IS_BETTER;
import static io.github.backpropbench.comparison.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellFlagsTest {
  private final Random random = new Random(5);

  @Test
  void steadyForksHaveNoFlag() {
    assertThat(CellFlags.of(forks(10), SMALLER_IS_BETTER)).isEqualTo(CellFlags.NONE);
    assertThat(CellFlags.NONE.words()).isEmpty();
  }

  @Test
  void forksThatGetSlowerDrift() {
    List<List<Double>> forks = forks(10);
    for (int i = 0; i < forks.size(); i++) {
      forks.set(i, scaled(forks.get(i), 1 + 0.02 * i));
    }
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER).drifts()).isTrue();
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER).words()).contains("drifts from fork to fork");
  }

  @Test
  void iterationsThatGetFasterAreNotSteady() {
    List<List<Double>> forks = forks(5);
    forks.replaceAll(f -> List.of(f.get(0) * 1.1, f.get(1) * 1.05, f.get(2) * 1.02, f.get(3)));
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER).isUnsteady()).isTrue();
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER).words())
        .containsExactly("not steady when measured");
    assertThat(CellFlags.of(forks, LARGER_IS_BETTER).isUnsteady()).isTrue();
  }

  /** Each at another time and in another direction, so that together they show nothing. */
  @Test
  void mostForksNotSteadyByThemselvesAreEnough() {
    List<List<Double>> forks =
        List.of(step(25, 1.3), step(28, 0.8), step(22, 0.7), step(50, 1), step(50, 1));
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER).isUnsteady()).isTrue();
    assertThat(CellFlags.of(forks.subList(2, 5), SMALLER_IS_BETTER).isUnsteady()).isFalse();
  }

  @Test
  void steadyCellsAreFlaggedOnceInAHundred() {
    int flagged = 0;
    for (int i = 0; i < 2000; i++) {
      List<List<Double>> forks = List.of(step(30, 1), step(30, 1), step(30, 1));
      flagged += CellFlags.of(forks, SMALLER_IS_BETTER).isUnsteady() ? 1 : 0;
    }
    assertThat(flagged / 2000.0).isLessThanOrEqualTo(0.015);
  }

  @Test
  void aTrendTooSmallToMatterIsNone() {
    List<List<Double>> forks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      forks.add(List.of(1.003 + 1e-5 * i, 1.002 + 1e-5 * i, 1.001 + 1e-5 * i));
    }
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER)).isEqualTo(CellFlags.NONE);
  }

  @Test
  void forksInTwoGroupsAreBimodal() {
    List<List<Double>> forks = forks(10);
    for (int i : new int[] {1, 4, 5, 8}) {
      forks.set(i, scaled(forks.get(i), 1.3));
    }
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER).isBimodal()).isTrue();
  }

  @Test
  void oneSlowForkIsAnOutlier() {
    List<List<Double>> forks = forks(10);
    forks.set(6, scaled(forks.get(6), 1.5));
    assertThat(CellFlags.of(forks, SMALLER_IS_BETTER).words()).containsExactly("1 outlier");
  }

  @Test
  void fewForksHaveNoFlag() {
    assertThat(CellFlags.of(List.of(List.of(1.0)), SMALLER_IS_BETTER)).isEqualTo(CellFlags.NONE);
    assertThat(CellFlags.of(List.of(), SMALLER_IS_BETTER)).isEqualTo(CellFlags.NONE);
  }

  private List<List<Double>> forks(int count) {
    List<List<Double>> forks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double fork = 100 * Math.exp(0.01 * random.nextGaussian());
      forks.add(random.doubles(4).map(u -> fork * (1 + 0.004 * u)).boxed().toList());
    }
    return forks;
  }

  /** Fifty iterations with noise in one direction, of which the first ones take another time. */
  private List<Double> step(int iterations, double before) {
    List<Double> fork = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      double time = Math.exp(-0.05 * Math.log(1 - random.nextDouble()));
      fork.add(i < iterations ? before * time : time);
    }
    return fork;
  }

  private static List<Double> scaled(List<Double> fork, double factor) {
    return fork.stream().map(score -> factor * score).toList();
  }
}
