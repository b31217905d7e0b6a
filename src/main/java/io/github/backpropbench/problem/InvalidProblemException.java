package io.github.backpropbench.problem;

import java.io.IOException;

/** A problem file that cannot be used. The message is one sentence, fit for the user as it is. */
public final class InvalidProblemException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidProblemException(String source, String reason) {
    super("problem file " + source + ": " + reason);
  }
}
