package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of threads that each backend computes on.
 *
 * @param byBackend the requested numbers that each backend can use, in the order of the request; no
 *     entry for a backend that can use none of them
 * @param leftOut why the others are left out, a sentence each, without a full stop
 */
record ThreadCounts(Map<String, List<Integer>> byBackend, List<String> leftOut) {

  /**
   * The requested numbers of threads that each of the backends can use.
   *
   * @param backends that {@link LoadedBackends#select} returned
   * @param named whether the user named these backends
   * @param requested the numbers; if there are none, one thread
   * @throws UserException if no backend can use any of them, or a named backend cannot
   */
  static ThreadCounts of(
      LoadedBackends known, List<String> backends, boolean named, List<Integer> requested) {
    List<Integer> numbers =
        requested.isEmpty() ? List.of(1) : requested.stream().distinct().toList();
    Map<String, List<Integer>> byBackend = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    for (String backend : backends) {
      List<Integer> possible = new ArrayList<>();
      List<String> refusals = new ArrayList<>();
      for (int number : numbers) {
        String reason = known.refusal(backend, number);
        if (reason.isEmpty()) {
          possible.add(number);
        } else {
          refusals.add(sentence(backend, number, reason));
        }
      }
      if (named && possible.isEmpty()) {
        throw new UserException(refusals.get(0));
      }
      if (!possible.isEmpty()) {
        byBackend.put(backend, possible);
      }
      leftOut.addAll(refusals);
    }
    if (byBackend.isEmpty()) {
      throw new UserException(
          "no backend can use the requested number of threads: " + leftOut.get(0));
    }
    return new ThreadCounts(byBackend, List.copyOf(leftOut));
  }

  /**
   * Refuses a number of threads that a backend cannot use.
   *
   * @throws UserException with the reason
   */
  static void require(LoadedBackends known, String backend, int threads) {
    String reason = known.refusal(backend, threads);
    if (!reason.isEmpty()) {
      throw new UserException(sentence(backend, threads, reason));
    }
  }

  /** The backends that can use at least one of the numbers. */
  List<String> backends() {
    return List.copyOf(byBackend.keySet());
  }

  /** A number of threads in words: {@code one thread}, {@code 2 threads}. */
  static String words(int number) {
    return number == 1 ? "one thread" : number + " threads";
  }

  private static String sentence(String backend, int number, String reason) {
    return "the backend '%s' cannot use %s: %s".formatted(backend, words(number), reason);
  }
}
