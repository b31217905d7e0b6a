package io.github.backpropbench.report.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationTimeTest {

  @Test
  void anErrorIsAShareOfTheTimeAsFarAsItTellsAnything() {
    assertThat(new OperationTime(5, 0.0123).errorText()).isEqualTo("±1.2 %");
    assertThat(new OperationTime(5, 9.38).errorText()).isEqualTo("±>100 %");
    assertThat(new OperationTime(5, Double.NaN).errorText()).isEmpty();
  }
}
