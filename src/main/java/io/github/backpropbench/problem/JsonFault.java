package io.github.backpropbench.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** Explains to the author of a text why it is not JSON. */
public final class JsonFault {
  private JsonFault() {}

  /**
   * One sentence without its full stop, in the parser's words as far as they concern the text;
   * without what it says about its own settings and tokens.
   */
  public static String of(JsonProcessingException exception) {
    if (exception instanceof JsonEOFException) {
      return "it ends too early";
    }
    String message = exception.getOriginalMessage().lines().findFirst().orElse("not JSON");
    return message
        .replaceFirst("\\s*\\([^(]*\\[Source:.*", "")
        .replaceFirst(": was expecting \\((?:valid )?JSON .*", "");
  }
}
