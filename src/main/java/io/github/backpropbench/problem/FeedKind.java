package io.github.backpropbench.problem;

import io.github.backpropbench.kernel.Labelled;

/** What data the steps of a measured training take, by the names that flags and reports use. */
public enum FeedKind implements Labelled {
  /** Every step takes the same batch, as in the original experiment. */
  FIXED,
  /** Each step takes the next of several minibatches, in their order. */
  NEXT,
  /** Each step gathers the next minibatch from rows that are shuffled anew for each epoch. */
  SHUFFLED;

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static FeedKind parse(String label) {
    return Labelled.parse(FeedKind.class, "feed", label);
  }
}
