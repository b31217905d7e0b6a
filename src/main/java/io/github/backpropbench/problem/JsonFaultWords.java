package io.github.backpropbench.problem;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain words for what the parser says about a text that is not JSON. */
final class JsonFaultWords {
  private static final String CHARACTER = "Unexpected character \\((.*) \\(code .*?\\)\\)";

  /** The first that fits counts; {@code $1} is what the parser names first. */
  private static final List<Words> ALL =
      List.of(
          new Words(CHARACTER + ": maybe a \\(non-standard\\) comment", "JSON has no comments"),
          new Words(CHARACTER + ".* comma to separate", "there is $1 where a comma should be"),
          new Words(CHARACTER + ".* colon to separate", "there is $1 where a colon should be"),
          new Words(
              CHARACTER + ".* double-quote to start",
              "there is $1 where the name of a field, in double quotes, should be"),
          new Words(CHARACTER + ": expected a v", "there is $1 where a value should be"),
          new Words(CHARACTER + ".*hex-digit", "\\\\u is not followed by four hexadecimal digits"),
          new Words(CHARACTER + ".*plus signs", "a number begins with a plus sign"),
          new Words(CHARACTER + " in numeric value", "there is $1 where a digit should be"),
          new Words(CHARACTER, "there is $1, which may not stand there"),
          new Words(
              "Illegal unquoted character \\(\\(CTRL-CHAR, (code \\d+)\\)\\)",
              "a text holds the character of $1, which has to be escaped"),
          new Words(
              "(?:Illegal|Unexpected) character \\(\\(CTRL-CHAR, (code \\d+)\\)\\)",
              "there is the character of $1, which may not stand there"),
          new Words(
              "Unrecognized character escape '?(.*?)'? \\(code",
              "a text holds \\\\$1, which stands for nothing"),
          new Words(
              "Unrecognized token ('.*?')(: was|$)", "$1 is no value; a text needs double quotes"),
          new Words("Unexpected close marker ('.'): no open", "$1 closes what was not opened"),
          new Words(
              "Unexpected close marker ('.'): expected ('.')", "there is $1 where $2 should be"),
          new Words("Invalid numeric value: Leading zeroes", "a number begins with a zero"),
          new Words("Numeric value \\((.*?)\\) out of range", "$1 is too large"),
          new Words("Duplicate field ('.*')$", "an object has the field $1 twice"),
          new Words("Document nesting depth", "it is nested too deeply"),
          tooLong("Number value length", "a number"),
          tooLong("String value length", "a text"),
          tooLong("Name value length", "the name of a field"),
          tooLong("Name length", "the name of a field"),
          new Words("Missing (?:required )?creator property ('.*?')", "there is no field $1"));

  private JsonFaultWords() {}

  private record Words(Pattern message, String sentence) {
    Words(String message, String sentence) {
      this(Pattern.compile(message), sentence);
    }

    Optional<String> of(String text) {
      Matcher matcher = message.matcher(text);
      return matcher.lookingAt()
          ? Optional.of(
              Pattern.compile(message.pattern() + ".*", Pattern.DOTALL)
                  .matcher(text)
                  .replaceFirst(sentence))
          : Optional.empty();
    }
  }

  private static Words tooLong(String start, String what) {
    return new Words(
        start + " \\((\\d+)\\) exceeds the maximum allowed \\((\\d+).*",
        what + " has $1 characters; at most $2 can be read");
  }

  /**
   * The fault as one sentence without its full stop; empty if the message is not one of those that
   * are known, or is about a value.
   *
   * @param message the parser's own
   */
  static Optional<String> of(String message) {
    return ALL.stream().flatMap(words -> words.of(message).stream()).findFirst();
  }
}
