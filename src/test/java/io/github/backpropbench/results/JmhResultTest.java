package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a file's forks as those of a run. */
class JmhResultTest {
  private static final double NAN = Double.NaN;

  @Test
  void iterationsWithoutAScoreAreLeftOutAndCanBeCounted() {
    Measurement fork = fork(3.0, NAN, 4.0, Double.POSITIVE_INFINITY, 5.0);
    assertThat(fork.isOk()).isTrue();
    assertThat(fork.scores()).containsExactly(3.0, 4.0, 5.0);
    assertThat(fork.iterations().measurement().count()).isEqualTo(5);
  }

  @Test
  void aForkOfWhichHalfIsMissingHasFailed() {
    assertThat(fork(10.0, NAN, NAN, NAN, NAN).failure())
        .isEqualTo("4 of 5 iterations have no score");
    assertThat(fork(10.0, Double.NEGATIVE_INFINITY).failure())
        .isEqualTo("1 of 2 iterations have no score");
    assertThat(fork(NAN).failure()).isEqualTo("its only iteration has no score");
    assertThat(fork().failure()).isEqualTo("it has no iterations");
    assertThat(fork(NAN, NAN, 1.0).iterations().measurement().count()).isEqualTo(3);
  }

  @Test
  void scoresThatAreNotPositiveStayAsTheyAre() {
    assertThat(fork(0.0, -1.0, 2.0).scores()).containsExactly(0.0, -1.0, 2.0);
  }

  @Test
  void forksKeepTheirNumbersWhereOneOfThemFailed() {
    List<Measurement> forks =
        result(List.of(List.of(1.0), List.of(NAN), List.of(3.0))).measurements();
    assertThat(forks).extracting(Measurement::round).containsExactly(1, 2, 3);
    assertThat(forks).extracting(Measurement::isOk).containsExactly(true, false, true);
  }

  private static Measurement fork(Double... scores) {
    return result(List.of(Arrays.asList(scores))).measurements().get(0);
  }

  private static JmhResult result(List<List<Double>> forks) {
    return new JmhResult(
        new CellKey("a.B.c", Map.of()),
        "avgt",
        1,
        "ns/op",
        2.0,
        forks,
        new ForkJvm("", "", "", "", List.of()));
  }
}
