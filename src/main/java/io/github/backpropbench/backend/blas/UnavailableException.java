package io.github.backpropbench.backend.blas;

/** A library cannot be used; the message is the reason, as part of a sentence. */
final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnavailableException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
