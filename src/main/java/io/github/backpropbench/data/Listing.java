package io.github.backpropbench.data;

import java.util.List;

/** Names in a sentence: as many as one can take in. */
final class Listing {
  private static final int MOST = 20;

  private Listing() {}

  static String of(List<String> names) {
    return names.size() <= MOST
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST)) + ", …";
  }
}
