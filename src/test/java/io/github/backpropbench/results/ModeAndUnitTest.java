package io.github.backpropbench.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeAndUnitTest {
  @ParameterizedTest
  @CsvSource({
    "avgt, ops/s",
    "avgt, ops/ms",
    "sample, ops/us",
    "ss, ops/min",
    "avgt, MB/s",
    "avgt, ops/sec",
    "avgt, kHz",
    "ss, rows/day"
  })
  void timesAreNotMeasuredAsRates(String mode, String unit) {
    assertThat(ModeAndUnit.contradiction(mode, unit))
        .isEqualTo("mode " + mode + " measures a time, but its unit " + unit + " is a rate");
  }

  @ParameterizedTest
  @CsvSource({"thrpt, ns/op", "thrpt, ms/op", "thrpt, s", "thrpt, us", "thrpt, µs/call"})
  void ratesAreNotMeasuredAsTimes(String mode, String unit) {
    assertThat(ModeAndUnit.contradiction(mode, unit))
        .isEqualTo("mode " + mode + " measures a rate, but its unit " + unit + " is a time");
  }

  @ParameterizedTest
  @CsvSource({
    "avgt, ns/op", "sample, us/op", "ss, ms/op", "ss, s", "thrpt, ops/s", "thrpt, ops/day",
    "thrpt, MB/s", "avgt, B/op", "thrpt, apples", "avgt, apples", "avgt, s/s", "thrpt, ''",
    "other, ops/s", "other, ns/op"
  })
  void whatFitsOrIsUnknownIsNoContradiction(String mode, String unit) {
    assertThat(ModeAndUnit.contradiction(mode, unit)).isEmpty();
  }

  @Test
  void aForeignUnitControlsNoTerminal() {
    assertThat(ModeAndUnit.contradiction("avgt", "\u001b[31mops/s")).doesNotContain("\u001b");
  }
}
