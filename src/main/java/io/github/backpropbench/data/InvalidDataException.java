package io.github.backpropbench.data;

import java.io.IOException;

/**
 * A data set that cannot be used, or not for the network. The message is one sentence, fit for the
 * user as it is.
 */
public final class InvalidDataException extends IOException {
  private static final long serialVersionUID = 1L;

  public InvalidDataException(String message) {
    super(message);
  }
}
