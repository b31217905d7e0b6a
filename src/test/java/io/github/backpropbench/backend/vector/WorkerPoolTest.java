package io.github.backpropbench.backend.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("serial")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkerPoolTest {
  private static final int SIZE = 3;

  @Test
  void eachPartRunsOnceAndAllHaveRunWhenTheCallReturns() throws InterruptedException {
    int[] done = new int[SIZE];
    for (int run = 1; run <= 20_000; run++) {
      WorkerPool.of(SIZE).run(part -> done[part]++);
      assertThat(done).containsOnly(run);
      if (run % 5_000 == 0) {
        Thread.sleep(5); // long enough for the workers to fall asleep
      }
    }
  }

  @Test
  void eachPartHasItsOwnThreadAndWorkersAreDaemons() {
    Thread[] threads = new Thread[SIZE];
    WorkerPool.of(SIZE).run(part -> threads[part] = Thread.currentThread());
    assertThat(threads).doesNotHaveDuplicates();
    assertThat(threads[0]).isSameAs(Thread.currentThread());
    assertThat(threads[1].isDaemon()).isTrue();
    Thread[] again = new Thread[SIZE];
    WorkerPool.of(SIZE).run(part -> again[part] = Thread.currentThread());
    assertThat(again).containsExactly(threads);
  }

  @Test
  void callersThatShareAPoolTakeTurns() throws InterruptedException {
    AtomicIntegerArray counts = new AtomicIntegerArray(2);
    Thread[] callers = new Thread[2];
    for (int caller = 0; caller < 2; caller++) {
      int number = caller;
      callers[caller] =
          new Thread(
              () -> {
                for (int run = 0; run < 2_000; run++) {
                  WorkerPool.of(SIZE).run(part -> counts.incrementAndGet(number));
                }
              });
      callers[caller].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(counts.get(0)).isEqualTo(2_000 * SIZE);
    assertThat(counts.get(1)).isEqualTo(2_000 * SIZE);
  }

  @Test
  void aFailureIsThrownAndThePoolStaysUsable() {
    for (int bad = 0; bad < SIZE; bad++) {
      int failing = bad;
      assertThatThrownBy(
              () ->
                  WorkerPool.of(SIZE)
                      .run(
                          part -> {
                            if (part == failing) {
                              throw new IllegalArgumentException("part " + part);
                            }
                          }))
          .hasMessageContaining("part " + bad);
      int[] done = new int[SIZE];
      WorkerPool.of(SIZE).run(part -> done[part]++);
      assertThat(done).containsOnly(1);
    }
  }

  @Test
  void noFailureIsLeftForTheNextTask() {
    assertThatThrownBy(
            () ->
                WorkerPool.of(SIZE)
                    .run(
                        part -> {
                          throw new IllegalArgumentException("part " + part);
                        }))
        .hasMessage("part 0");
    int[] done = new int[SIZE];
    WorkerPool.of(SIZE).run(part -> done[part]++);
    assertThat(done).containsOnly(1);
  }

  @Test
  void aRunAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long[] sums = new long[16 * SIZE];
    WorkerPool.Task task = part -> sums[16 * part]++;
    long least = Long.MAX_VALUE;
    for (int series = 0; series < 5; series++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int run = 0; run < 1_000; run++) {
        WorkerPool.of(SIZE).run(task);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    assertThat(least / 1_000).isZero();
  }
}
