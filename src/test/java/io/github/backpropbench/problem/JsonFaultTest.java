package io.github.backpropbench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
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
        "{\"x\": one}           | Unrecognized token 'one'",
        "{\"x\": +1}            | Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs",
        "// note                | Unexpected character ('/' (code 47)): maybe a (non-standard) comment?",
        "{\"x\": #}             | Unexpected character ('#' (code 35))",
        "{\"x\": \u007f}        | Unexpected character (code 127)",
        "{\"x\": {}}            | the value of x is of the wrong type",
        "{\"more\": [1, \"a\"]} | the value of more[1] is of the wrong type",
        "[]                     | the value is of the wrong type",
        "{\"y\": 1}             | Unrecognized field \"y\"",
        "{\"x\": -1}            | x is negative",
      })
  void isAboutTheText(String json, String fault) {
    JsonProcessingException exception =
        catchThrowableOfType(
            JsonProcessingException.class, () -> MAPPER.readValue(json, Point.class));
    assertThat(JsonFault.of(exception)).isEqualTo(fault);
  }
}
