package io.github.backpropbench.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {
  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(ForeignText.of("Intel® Xeon® Größe 日本 😀", 40))
        .isEqualTo("Intel® Xeon® Größe 日本 😀");
  }

  @Test
  void charactersThatMoveOrHideTextBecomeASpace() {
    assertThat(ForeignText.of("a\u001b[31mred\r\nb\u202ec\u200bd\u0000\u0007", 40))
        .isEqualTo("a [31mred b c d");
    assertThat(ForeignText.printable("half a pair: \ud800!")).isEqualTo("half a pair:  !");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(ForeignText.of("x".repeat(500), 10)).isEqualTo("x".repeat(9) + "…");
    assertThat(ForeignText.of("😀".repeat(500), 3)).isEqualTo("😀😀…");
    assertThat(ForeignText.of("exactly 10", 10)).isEqualTo("exactly 10");
  }
}
