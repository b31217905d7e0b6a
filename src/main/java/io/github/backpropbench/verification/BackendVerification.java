package io.github.backpropbench.verification;

import io.github.backpropbench.kernel.MatrixKernel;
import io.github.backpropbench.kernel.Precision;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is checked of one backend in one precision.
 *
 * @param fixtures against PyTorch's trainings
 * @param oracleFailures against the float64 oracle, a sentence each
 */
public record BackendVerification(
    String backend,
    Precision precision,
    FixtureVerification fixtures,
    List<String> oracleFailures) {

  /**
   * Checks everything; takes a second or two.
   *
   * @param threads that the kernel computes on
   */
  public static BackendVerification of(String backend, MatrixKernel<?> kernel, int threads) {
    return new BackendVerification(
        backend,
        kernel.precision(),
        FixtureVerification.of(kernel),
        OracleVerification.failures(kernel, threads));
  }

  public boolean passed() {
    return failures().isEmpty();
  }

  /** What is wrong, a sentence each. */
  public List<String> failures() {
    return Stream.concat(fixtures.failures().stream(), oracleFailures.stream()).toList();
  }
}
