package io.github.backpropbench.comparison;

import io.github.backpropbench.results.CellKey;
import io.github.backpropbench.results.Measurement;
import java.util.Comparator;

/**
 * What was measured: two results of the same subject can be compared.
 *
 * @param mode JMH's short label
 * @param threads the number of measuring threads
 */
public record Subject(CellKey cell, String mode, int threads) implements Comparable<Subject> {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::cell)
          .thenComparing(Subject::mode)
          .thenComparingInt(Subject::threads);

  static Subject of(Measurement fork) {
    return new Subject(fork.cell(), fork.mode(), fork.threads());
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }

  /** How the cell was measured: {@code avgt, 2 threads}. */
  public String manner() {
    return mode + ", " + threads + (threads == 1 ? " thread" : " threads");
  }
}
