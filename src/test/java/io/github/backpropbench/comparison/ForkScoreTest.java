package io.github.backpropbench.comparison;

import static io.github.backpropbench.comparison.Direction.LARGER_IS_BETTER;
import static io.github.backpropbench.comparison.Direction.SMALLER_IS_BETTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForkScoreTest {

  @Test
  void ofAFewIterationsItIsTheMedian() {
    assertThat(ForkScore.of(List.of(9.0), SMALLER_IS_BETTER)).isEqualTo(9);
    assertThat(ForkScore.of(List.of(1.0, 5.0, 3.0, 2.0), SMALLER_IS_BETTER)).isEqualTo(2.5);
    assertThat(ForkScore.of(shuffled(9), LARGER_IS_BETTER)).isEqualTo(5);
  }

  @Test
  void ofManyItIsTheSecondBest() {
    assertThat(ForkScore.of(shuffled(10), SMALLER_IS_BETTER)).isEqualTo(2);
    assertThat(ForkScore.of(shuffled(50), LARGER_IS_BETTER)).isEqualTo(49);
  }

  @Test
  void aRateIsATimeTheOtherWayRound() {
    assertThat(ForkScore.logTimes(List.of(Math.E), SMALLER_IS_BETTER)).containsExactly(1);
    assertThat(ForkScore.logTimes(List.of(Math.E), LARGER_IS_BETTER)).containsExactly(-1);
  }

  /** A neighbour that takes a third in nine of ten iterations changes next to nothing. */
  @Test
  void aNeighbourIsLeftOut() {
    Random random = new Random(1);
    List<Double> alone = new ArrayList<>();
    List<Double> disturbed = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      double time = 100 * Math.exp(0.005 * random.nextGaussian());
      alone.add(time);
      disturbed.add(i % 10 == 7 ? time : 1.33 * time);
    }
    double ratio =
        ForkScore.of(disturbed, SMALLER_IS_BETTER) / ForkScore.of(alone, SMALLER_IS_BETTER);
    assertThat(ratio).isBetween(1.0, 1.01);
  }

  /** From 1 to count, in some order. */
  private static List<Double> shuffled(int count) {
    List<Double> scores =
        new ArrayList<>(IntStream.rangeClosed(1, count).asDoubleStream().boxed().toList());
    Collections.shuffle(scores, new Random(count));
    return scores;
  }
}
