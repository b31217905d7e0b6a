package io.github.backpropbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
  @Test
  void linesBreakBetweenWords() {
    assertThat(Wrapping.wrap("one two three", 7)).containsExactly("one two", "three");
    assertThat(Wrapping.wrap("", 7)).containsExactly("");
  }

  @Test
  void aWordThatIsTooLongIsBroken() {
    assertThat(Wrapping.wrap("ab abcdefghij", 4)).containsExactly("ab", "abcd", "efgh", "ij");
    assertThat(Wrapping.wrap("😀😀😀", 2)).containsExactly("😀😀", "😀");
  }

  @Test
  void thePercentSignStaysWithItsNumber() {
    assertThat(Wrapping.wrap("within 12 %", 9)).containsExactly("within", "12 %");
  }
}
