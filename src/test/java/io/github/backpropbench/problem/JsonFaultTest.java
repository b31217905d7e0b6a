package io.github.backpropbench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong, and nothing about the parser: no settings, no classes. */
class JsonFaultTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  record Point(int x, List<Double> more) {
    Point {
      if (x < 0) {
        throw new IllegalArgumentException("x is negative");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} {}                  | there is more after the first value",
        "{                      | it ends too early",
        "{\"more\": [1          | it ends too early",
        "{\"x\": 1              | it ends too early",
        "{\"x\": NaN}           | NaN without quotes is not JSON",
        "{\"x\": -Infinity}     | -Infinity without quotes is not JSON",
        "{\"x\": one}           | 'one' is no value; a text needs double quotes",
        "{\"x\": +1}            | a number begins with a plus sign",
        "{\"x\": 01}            | a number begins with a zero",
        "{\"x\": 1.}            | there is '}' where a digit should be",
        "{\"x\": .5}            | there is '.' where a value should be",
        "{\"x\": 99999999999}   | 99999999999 is too large",
        "// note                | JSON has no comments",
        "{\"x\": 1/* note */}   | JSON has no comments",
        "{\"x\": #}             | there is '#' where a value should be",
        "{\"x\": \u007f}        | there is the character of code 127, which may not stand there",
        "{\"x\": \u0001}        | there is the character of code 1, which may not stand there",
        "{\"x\": \"\u0001\"}    | a text holds the character of code 1, which has to be escaped",
        "{\"x\": \"\\q\"}       | a text holds \\q, which stands for nothing",
        "{\"x\": \"\\u12G4\"}   | \\u is not followed by four hexadecimal digits",
        "{\"x\": 1]             | there is ']' where '}' should be",
        "]                      | ']' closes what was not opened",
        "{\"x\": 1 \"y\": 2}    | there is '\"' where a comma should be",
        "{\"x\" 1}              | there is '1' where a colon should be",
        "{y: 1}                 | there is 'y' where the name of a field, in double quotes, should be",
        "{\"x\": {}}            | the value of x is of the wrong type",
        "{\"more\": [1, \"a\"]} | the value of more[1] is of the wrong type",
        "[]                     | the value is of the wrong type",
        "{\"y\": 1}             | Unrecognized field \"y\"",
        "{\"x\": -1, \"more\": []} | x is negative",
      })
  void isAboutTheText(String json, String fault) {
    JsonProcessingException exception =
        catchThrowableOfType(
            JsonProcessingException.class, () -> MAPPER.readValue(json, Point.class));
    assertThat(JsonFault.of(exception)).isEqualTo(fault);
  }

  @Test
  void whatIsTooLongOrTooDeepIsSaidWithTheLimit() {
    assertThat(fault("{\"x\": " + "1".repeat(1001) + "}"))
        .isEqualTo("a number has 1001 characters; at most 1000 can be read");
    assertThat(fault("{\"" + "x".repeat(50_001) + "\": 1}"))
        .matches("the name of a field has \\d+ characters; at most 50000 can be read");
    assertThat(fault("{\"y\": " + "[".repeat(1001))).isEqualTo("it is nested too deeply");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"more\": []}, FAIL_ON_MISSING_CREATOR_PROPERTIES, there is no field 'x'",
        "{\"x\": null}, FAIL_ON_NULL_FOR_PRIMITIVES, the value of x is null",
      })
  void aFieldThatIsMissingOrNullIsNamed(String json, DeserializationFeature strict, String fault) {
    JsonProcessingException exception =
        catchThrowableOfType(
            JsonProcessingException.class,
            () -> MAPPER.readerFor(Point.class).with(strict).readValue(json));
    assertThat(JsonFault.of(exception)).isEqualTo(fault);
  }

  private static String fault(String json) {
    JsonProcessingException exception =
        catchThrowableOfType(JsonProcessingException.class, () -> MAPPER.readTree(json));
    return JsonFault.of(exception);
  }
}
