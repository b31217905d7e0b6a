package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * On how many threads each backend computes, of those that were asked for.
 *
 * @param byBackend the numbers that the backend can use, in the order in which they were asked for
 * @param left what was left out, a sentence each without a full stop
 */
record ThreadCounts(Map<String, List<Integer>> byBackend, List<String> left) {

  /**
   * The numbers of threads that each of the backends can use.
   *
   * @param backends that {@link LoadedBackends#select} returned
   * @param named whether the user asked for these backends by name
   * @param threads that were asked for; if there are none, one
   * @throws UserException if no backend can use any of them, or one that was named cannot
   */
  static ThreadCounts of(
      LoadedBackends known, List<String> backends, boolean named, List<Integer> threads) {
    List<Integer> asked = threads.isEmpty() ? List.of(1) : threads.stream().distinct().toList();
    Map<String, List<Integer>> byBackend = new LinkedHashMap<>();
    List<String> left = new ArrayList<>();
    for (String backend : backends) {
      List<Integer> possible = new ArrayList<>();
      List<String> refusals = new ArrayList<>();
      for (int number : asked) {
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
      byBackend.put(backend, List.copyOf(possible));
      left.addAll(refusals);
    }
    if (byBackend.values().stream().allMatch(List::isEmpty)) {
      throw new UserException("no backend can do that: " + left.get(0));
    }
    return new ThreadCounts(byBackend, List.copyOf(left));
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

  /** The backends that are left, in their order. */
  List<String> backends() {
    return byBackend.keySet().stream().filter(name -> !threads(name).isEmpty()).toList();
  }

  /** What one of the backends can use. */
  List<Integer> threads(String backend) {
    return byBackend.getOrDefault(backend, List.of());
  }

  /** A number of threads in words, for a sentence: {@code 2 threads}. */
  static String words(int number) {
    return number == 1 ? "one thread" : number + " threads";
  }

  private static String sentence(String backend, int number, String reason) {
    return "the backend '%s' cannot use %s: %s".formatted(backend, words(number), reason);
  }
}
