package io.github.backpropbench.cli;

/** Ends a command with one sentence for the user and exit status {@link ExitStatus#USAGE}. */
final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UserException(String message) {
    super(message);
  }

  /** What was refused with a sentence that is fit for the user as it is. */
  UserException(IllegalArgumentException refusal) {
    super(refusal.getMessage(), refusal);
  }
}
