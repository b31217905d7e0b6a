package io.github.backpropbench.results;

import java.util.List;

/**
 * What is left of a fork's scores without the iterations that have none: JMH writes NaN or an
 * infinity for them.
 *
 * @param scores the finite ones, in their order; none if they cannot stand for the fork
 * @param failure why they cannot; empty if they can
 */
record FiniteScores(List<Double> scores, String failure) {

  /** Fewer than half of the iterations may be missing: the others must be what is typical. */
  static FiniteScores of(List<Double> iterations) {
    List<Double> finite = iterations.stream().filter(Double::isFinite).toList();
    int count = iterations.size();
    int missing = count - finite.size();
    if (count > 2 * missing) {
      return new FiniteScores(finite, "");
    }
    return new FiniteScores(
        List.of(),
        switch (count) {
          case 0 -> "it has no iterations";
          case 1 -> "its only iteration has no score";
          default -> missing + " of " + count + " iterations have no score";
        });
  }
}
