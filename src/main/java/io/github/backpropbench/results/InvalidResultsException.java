package io.github.backpropbench.results;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Results that cannot be used as they are: damaged, foreign, of a newer version, or in use by
 * another run. The message is one sentence for the user that names the file and, where there is
 * one, the line.
 */
public class InvalidResultsException extends IOException {
  private static final long serialVersionUID = 1L;

  public InvalidResultsException(String message) {
    super(message);
  }

  public InvalidResultsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
