package io.github.backpropbench.benchmark;

import java.util.Random;

/**
 * Moves what is allocated next to another place in memory.
 *
 * <p>How long a loop takes depends on where its arrays lie: on AMD, a step of {@code vector} at a
 * batch of 512 takes up to twice as long at one place as at another, for as long as the arrays stay
 * there. With a single place per fork, the forks' spread would be that of the places. So the
 * benchmarks build what they measure anew before each iteration, somewhere else.
 */
final class Placement {
  private static final int PAGE = 4096;

  private final Random random = new Random();

  /** Kept in a field, without which the compiler would leave the allocation out. */
  @SuppressWarnings("unused")
  private byte[] gap = {};

  /** Whatever is allocated next may start at any object address within a page. */
  void move() {
    gap = new byte[random.nextInt(PAGE)];
  }
}
