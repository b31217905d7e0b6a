package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.options.TimeValue;

class ScoreUnitTest {

  /** JMH itself says how it writes the units. */
  @ParameterizedTest
  @EnumSource(TimeUnit.class)
  void timesAndRatesOfAllOfJmhsUnits(TimeUnit unit) {
    String name = TimeValue.tuToString(unit);
    double nanoseconds = unit.toNanos(1);
    assertThat(time("avgt", name + "/op", 2.5)).isEqualTo(2.5 * nanoseconds);
    assertThat(time("thrpt", "ops/" + name, 2.5))
        .isCloseTo(nanoseconds / 2.5, within(1e-12 * nanoseconds));
  }

  @Test
  void singleShotsAndSamplesAreTimes() {
    assertThat(time("ss", "ms/op", 3)).isEqualTo(3e6);
    assertThat(time("sample", "us/op", 3)).isEqualTo(3e3);
  }

  @ParameterizedTest
  @CsvSource({
    "avgt,ops/s",
    "thrpt,ns/op",
    "avgt,B/op",
    "thrpt,ops/fortnight",
    "other,ns/op",
    "avgt,''"
  })
  void othersAreNotUnderstood(String mode, String unit) {
    assertThat(ScoreUnit.of(mode, unit)).isEmpty();
  }

  private static double time(String mode, String unit, double score) {
    return ScoreUnit.of(mode, unit).orElseThrow().time(score);
  }
}
