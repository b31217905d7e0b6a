package io.github.backpropbench.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Copies of what is measured, each somewhere else in memory; every iteration takes the next.
 *
 * <p>How long a loop takes depends on where its arrays lie: on AMD, a step of {@code vector} at a
 * batch of 512 takes up to twice as long at one place as at another. With a single place per fork,
 * the spread of the forks would be that of the places. The copies are made before the first
 * iteration, so that iterations allocate only what is measured.
 */
final class Places<T> {
  private static final int MOST = 16;

  /** The bytes of all copies together, if one is not larger. */
  private static final long BYTES = 64 << 20;

  private static final int PAGE = 4096;

  private final List<T> copies = new ArrayList<>();

  /** What lies between the copies, so that small arrays start anywhere within a page. */
  @SuppressWarnings("ModifiedButNotUsed") // kept, so that the gaps stay
  private final List<byte[]> gaps = new ArrayList<>();

  private int next;

  /**
   * @param bytes of one copy, about
   * @param build makes a copy, and uses it once if it allocates anything when it is first used
   */
  Places(long bytes, Supplier<T> build) {
    Random random = new Random();
    long count = Math.max(1, Math.min(MOST, BYTES / Math.max(1, bytes)));
    for (int i = 0; i < count; i++) {
      gaps.add(new byte[random.nextInt(PAGE)]);
      copies.add(build.get());
    }
  }

  /** The copies in turn. */
  T next() {
    T copy = copies.get(next);
    next = (next + 1) % copies.size();
    return copy;
  }
}
