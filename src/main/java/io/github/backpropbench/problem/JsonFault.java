package io.github.backpropbench.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Explains to the author of a text why it is not JSON. */
public final class JsonFault {
  private static final Pattern NOT_FINITE =
      Pattern.compile(
          "(?:Non-standard|Unrecognized) token '([+-]?(?:nan|inf|infinity))'",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NULL = Pattern.compile("(?:Cannot map|Invalid) `null`");

  /** What the parser says about its own settings, tokens and classes. */
  private static final Pattern ABOUT_ITSELF =
      Pattern.compile(
          "\\s*\\([^(]*\\[Source:.*"
              + "|: enable `.*"
              + "|\\s*\\(not recognized as one since .*"
              + "|, from `[^`]*`"
              + "|\\s*\\(class .*"
              + "|^Cannot construct instance of `[^`]*`, problem: ");

  private JsonFault() {}

  /**
   * One sentence without its full stop; of rare faults in the parser's words, without what it says
   * about its own settings and tokens.
   */
  public static String of(JsonProcessingException exception) {
    String message = exception.getOriginalMessage().lines().findFirst().orElse("not JSON");
    return inOwnWords(exception, message)
        .orElseGet(() -> ABOUT_ITSELF.matcher(message).replaceAll(""));
  }

  private static Optional<String> inOwnWords(JsonProcessingException exception, String message) {
    if (exception instanceof JsonEOFException || message.startsWith("Unexpected end-of-input")) {
      return Optional.of("it ends too early");
    }
    if (message.startsWith("Trailing token")) {
      return Optional.of("there is more after the first value");
    }
    if (message.contains("Invalid UTF-8") || message.contains("0xfeff")) {
      // The parser takes a character outside of texts for bytes that are no UTF-8.
      return Optional.of(
          "there is a character that is not UTF-8, or that may not stand there, such as a byte"
              + " order mark");
    }
    if (exception instanceof MismatchedInputException wrong) {
      String value = wrong.getPath().isEmpty() ? "the value" : "the value of " + path(wrong);
      if (message.startsWith("Cannot deserialize")) {
        return Optional.of(value + " is of the wrong type");
      }
      if (NULL.matcher(message).lookingAt()) {
        return Optional.of(value + " is null");
      }
    }
    return notFinite(exception)
        .map(token -> token + " without quotes is not JSON")
        .or(() -> JsonFaultWords.of(message));
  }

  /**
   * The bare NaN or infinity that a text has in place of a number, as the text writes it: {@code
   * NaN}, {@code -Infinity}, …; empty if that is not the fault.
   */
  public static Optional<String> notFinite(JsonProcessingException exception) {
    Matcher matcher = NOT_FINITE.matcher(exception.getOriginalMessage());
    return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static String path(MismatchedInputException wrong) {
    return wrong.getPath().stream()
        .map(JsonFault::step)
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String step(Reference step) {
    return step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName();
  }
}
