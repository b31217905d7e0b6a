package io.github.backpropbench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "95%, true, 0.95, 95%",
    "95.0 %, true, 0.95, 95%",
    "97.5%, true, 0.975, 97.5%",
    "99.9%, true, 0.999, 99.9%",
    "100%, true, 1, 100%",
    "0.05, false, 0.05, 0.05",
    "5e-2, false, 0.05, 0.05",
    "1e-7, false, 1e-7, 0.0000001",
    "20, false, 20, 20"
  })
  void readsAnAccuracyOrALoss(String text, boolean isAccuracy, double value, String label) {
    Target target = Target.parse(text);
    assertThat(target).isEqualTo(new Target(isAccuracy, value));
    assertThat(target.label()).isEqualTo(label);
    assertThat(Target.parse(target.label())).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "0%", "101%", "-1%", "0", "-0.1", "nan", "NaN%", "inf", "good"})
  void refusesWhatIsNeither(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Target.parse(text))
        .withMessageContaining("'" + text + "' is not a target; write an accuracy, such as 95%");
  }

  /** The share of rows that are right is a quotient, whose rounding must not hide the target. */
  @Test
  void anAccuracyIsReachedByExactlySoManyRows() {
    for (int percent = 1; percent <= 100; percent++) {
      Target target = Target.parse(percent + "%");
      for (int hundreds = 1; hundreds <= 100; hundreds++) {
        int rows = 100 * hundreds;
        int enough = percent * hundreds;
        assertThat(target.isReachedBy(9, (double) enough / rows)).isTrue();
        assertThat(target.isReachedBy(0, (enough - 1.0) / rows)).isFalse();
      }
    }
  }

  @Test
  void aLossIsReachedFromAbove() {
    Target target = Target.parse("0.5");
    assertThat(target.isReachedBy(0.5, 0)).isTrue();
    assertThat(target.isReachedBy(0.51, 1)).isFalse();
    assertThat(target.isReachedBy(Double.NaN, 1)).isFalse();
    assertThat(Target.parse("1%").isReachedBy(0, Double.NaN)).isFalse();
  }
}
