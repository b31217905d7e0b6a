package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncubatorWarningFilterTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "WARNING: Using incubator modules: jdk.incubator.vector|a|b|, a|b|",
        "WARNING: Using incubator modules: a, ''",
        "WARNING: something else|b, WARNING: something else|b",
        "WARNING: Us, WARNING: Us",
        "a|WARNING: Using incubator modules: b|, a|WARNING: Using incubator modules: b|",
        "'', ''",
        "|a, |a"
      })
  void onlyTheFirstLineIsSkippedAndOnlyIfItIsTheWarning(String from, String to) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    IncubatorWarningFilter.copy(
        new ByteArrayInputStream(from.replace('|', '\n').getBytes(StandardCharsets.UTF_8)),
        new PrintStream(copy, true, StandardCharsets.UTF_8));
    assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo(to.replace('|', '\n'));
  }
}
