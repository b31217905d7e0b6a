package io.github.backpropbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreUnitTest {

  @ParameterizedTest
  @CsvSource({
    "avgt, ns/op, us/op, 0.001",
    "sample, s/op, ms/op, 1000",
    "ss, min/op, s/op, 60",
    "ss, hr/op, min/op, 60",
    "ss, day/op, hr/op, 24",
    "thrpt, ops/s, ops/ms, 0.001",
    "thrpt, ops/min, ops/s, 0.016666666666666666",
    "thrpt, ops/ns, ops/us, 1000",
  })
  void unitsOfOneModeAreConverted(String mode, String from, String to, double factor) {
    ScoreUnit unit = ScoreUnit.of(mode, from).orElseThrow();
    ScoreUnit other = ScoreUnit.of(mode, to).orElseThrow();
    assertThat(unit.factorTo(other)).isCloseTo(factor, within(1e-9 * factor));
    assertThat(other.factorTo(unit)).isCloseTo(1 / factor, within(1e-9 / factor));
    assertThat(unit.time(5)).isCloseTo(other.time(5 * factor), within(1e-9 * unit.time(5)));
  }

  @ParameterizedTest
  @CsvSource({"avgt, ops/s", "thrpt, ns/op", "avgt, bananas/op", "other, ns/op"})
  void whatIsNoTimeAndNoRateIsNotKnown(String mode, String unit) {
    assertThat(ScoreUnit.of(mode, unit)).isEmpty();
  }

  @Test
  void aModeThatIsNoneOfJmhsIsRefused() {
    assertThatThrownBy(() -> Direction.ofMode("fast"))
        .hasMessageContaining("'fast' is not a mode of JMH");
  }
}
