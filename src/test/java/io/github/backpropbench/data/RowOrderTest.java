package io.github.backpropbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowOrderTest {

  @Test
  void takesTheRowsInOrderWithASmallerLastMinibatchThenFromTheStartAgain() {
    RowOrder order = RowOrder.inOrder(5, 2);
    assertThat(order.minibatches()).isEqualTo(3);
    assertThat(take(order, 7))
        .containsExactly(
            List.of(0, 1),
            List.of(2, 3),
            List.of(4),
            List.of(0, 1),
            List.of(2, 3),
            List.of(4),
            List.of(0, 1));
  }

  @Test
  void aMinibatchMayBeAllRowsOrOne() {
    assertThat(take(RowOrder.inOrder(3, 3), 2)).containsExactly(List.of(0, 1, 2), List.of(0, 1, 2));
    assertThat(take(RowOrder.inOrder(2, 1), 3)).containsExactly(List.of(0), List.of(1), List.of(0));
  }

  @Test
  void eachEpochIsAnotherPermutation() {
    RowOrder order = RowOrder.shuffled(100, 30, 7);
    List<List<Integer>> epochs = new ArrayList<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      List<List<Integer>> minibatches = take(order, 4);
      assertThat(minibatches).extracting(List::size).containsExactly(30, 30, 30, 10);
      epochs.add(minibatches.stream().flatMap(List::stream).toList());
    }
    assertThat(epochs).doesNotHaveDuplicates();
    assertThat(epochs)
        .allSatisfy(epoch -> assertThat(epoch).doesNotHaveDuplicates().hasSize(100))
        .allSatisfy(epoch -> assertThat(epoch).isNotEqualTo(epoch.stream().sorted().toList()));
  }

  /** With three rows there are six orders; each comes about equally often. */
  @Test
  void allOrdersAreEquallyLikely() {
    RowOrder order = RowOrder.shuffled(3, 3, 11);
    List<List<Integer>> epochs = take(order, 6000);
    for (List<Integer> one : epochs.stream().distinct().toList()) {
      // 1000 are expected, with a standard deviation of 29.
      assertThat(epochs.stream().filter(one::equals).count()).isBetween(880L, 1120L);
    }
    assertThat(epochs.stream().distinct()).hasSize(6);
  }

  /** Other programs repeat a training by this rule, so it is recorded here. */
  @Test
  void theShuffleOfASeedIsTheSameEverywhere() {
    assertThat(take(RowOrder.shuffled(6, 6, 42), 2))
        .containsExactly(List.of(RECORDED[0]), List.of(RECORDED[1]));
  }

  private static final Integer[][] RECORDED = {{1, 0, 4, 5, 3, 2}, {5, 3, 2, 4, 1, 0}};

  @Test
  void aRestartRepeatsEverything() {
    for (RowOrder order : List.of(RowOrder.inOrder(7, 3), RowOrder.shuffled(7, 3, 5))) {
      List<List<Integer>> first = take(order, 8);
      order.restart();
      assertThat(take(order, 8)).isEqualTo(first);
    }
  }

  @Test
  void refusesMinibatchesThatTheDataCannotFill() {
    for (int wrong : new int[] {0, -1, 8}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RowOrder.inOrder(7, wrong))
          .withMessage(
              "a minibatch has at least one row and at most those of the data, 7, not " + wrong);
    }
  }

  private static List<List<Integer>> take(RowOrder order, int steps) {
    List<List<Integer>> taken = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      order.advance();
      int[] rows = Arrays.copyOfRange(order.rows(), order.first(), order.first() + order.count());
      taken.add(Arrays.stream(rows).boxed().toList());
    }
    return taken;
  }
}
