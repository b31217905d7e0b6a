package io.github.backpropbench.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** What is wrong with text that is not JSON, for its author. */
public final class JsonFault {
  private JsonFault() {}

  /**
   * One sentence without an end, in the parser's words where those are about the text; without what
   * it says about its own settings and tokens.
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
