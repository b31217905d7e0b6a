package io.github.backpropbench.harness;

/** Another program is measuring on this machine. The message is a sentence for the user. */
public final class MachineBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MachineBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
