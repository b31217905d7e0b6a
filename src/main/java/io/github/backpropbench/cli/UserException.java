package io.github.backpropbench.cli;

import java.util.Optional;

/** Ends a command with a sentence for the user and exit status {@link ExitStatus#USAGE}. */
final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserException(String message) {
    super(message);
  }

  /** Passes on a refusal whose message is already fit for the user. */
  UserException(IllegalArgumentException refusal) {
    super(refusal.getMessage(), refusal);
  }

  /** Ends the command if there is a refusal. */
  static void throwIf(Optional<String> refusal) {
    if (refusal.isPresent()) {
      throw new UserException(refusal.get());
    }
  }
}
