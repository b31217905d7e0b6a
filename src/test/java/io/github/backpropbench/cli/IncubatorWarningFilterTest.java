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
        "WARNING: Using incubator modules: a|WARNING: java.io.tmpdir directory does not exist|b, b",
        "WARNING: java.io.tmpdir directory does not exist|WARNING: Using incubator modules: a|b, b",
        "WARNING: Using incubator modules: a|WARNING: java|b, WARNING: java|b",
        "WARNING: something else|b, WARNING: something else|b",
        "WARNING: Us, WARNING: Us",
        "OpenJDK 64-Bit Server VM warning: x|WARNING: Using incubator modules: a|b,"
            + " OpenJDK 64-Bit Server VM warning: x|b",
        "Picked up X: y|NOTE: Picked up Z: y|WARNING: Using incubator modules: a|b,"
            + " Picked up X: y|NOTE: Picked up Z: y|b",
        "OpenJDK warning|b|WARNING: Using incubator modules: a,"
            + " OpenJDK warning|b|WARNING: Using incubator modules: a",
        "a|WARNING: Using incubator modules: b|, a|WARNING: Using incubator modules: b|",
        "'', ''",
        "|a, |a"
      })
  void onlyTheTwoWarningsAreSkippedAndOnlyAtTheStartOfTheJvm(String from, String to) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    IncubatorWarningFilter.copy(
        new ByteArrayInputStream(from.replace('|', '\n').getBytes(StandardCharsets.UTF_8)),
        new PrintStream(copy, true, StandardCharsets.UTF_8));
    assertThat(copy.toString(StandardCharsets.UTF_8)).isEqualTo(to.replace('|', '\n'));
  }
}
