package io.github.backpropbench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {

  @Test
  void smallThingsAreCopiedSixteenTimesAndTakenInTurn() {
    AtomicInteger built = new AtomicInteger();
    Places<Integer> places = new Places<>(1000, built::incrementAndGet);
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < 16; i++) {
      taken.add(places.next());
    }
    assertThat(taken).hasSize(16);
    assertThat(built).hasValue(16);
    assertThat(places.next()).isEqualTo(1);
  }

  @Test
  void copiesOfLargeThingsFitIntoMemory() {
    assertThat(copiesOf(10L << 20)).isEqualTo(6);
    assertThat(copiesOf(1L << 40)).isEqualTo(1);
    assertThat(copiesOf(0)).isEqualTo(16);
  }

  private static int copiesOf(long bytes) {
    AtomicInteger built = new AtomicInteger();
    new Places<>(bytes, built::incrementAndGet);
    return built.get();
  }
}
