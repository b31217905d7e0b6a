package io.github.backpropbench.harness;

import io.github.backpropbench.verification.VerificationException;
import java.util.List;
import org.openjdk.jmh.runner.BenchmarkException;

/** Why a fork failed, in one sentence. */
final class FailureReason {
  private FailureReason() {}

  /**
   * Describes the innermost exception of the fork.
   *
   * @param lastLines what the fork printed last, in case it died without an exception
   */
  static String of(Throwable failure, List<String> lastLines) {
    Throwable root = root(failure);
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    if (root instanceof VerificationException || root instanceof IllegalArgumentException) {
      return message;
    }
    String details = String.join("; ", lastLines);
    return (root.getClass().getSimpleName() + ": " + message)
        + (details.isEmpty() ? "" : " (" + details + ")");
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (true) {
      Throwable next = root.getCause();
      if (root instanceof BenchmarkException && root.getSuppressed().length > 0) {
        next = root.getSuppressed()[0];
      }
      if (next == null) {
        return root;
      }
      root = next;
    }
  }
}
