package io.github.backpropbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixedWidthTest {
  @Test
  void linesBreakBetweenWords() {
    assertThat(FixedWidth.wrap("one two three", 7)).containsExactly("one two", "three");
    assertThat(FixedWidth.wrap("", 7)).containsExactly("");
  }

  @Test
  void aWordThatIsTooLongIsBroken() {
    assertThat(FixedWidth.wrap("ab abcdefghij", 4)).containsExactly("ab", "abcd", "efgh", "ij");
    assertThat(FixedWidth.wrap("😀😀😀", 2)).containsExactly("😀😀", "😀");
  }

  @Test
  void thePercentSignStaysWithItsNumber() {
    assertThat(FixedWidth.wrap("within 12 %", 9)).containsExactly("within", "12 %");
  }

  @Test
  void hangingLinesAreIndentedAndUseTheWholeWidth() {
    String word = "x".repeat(4);
    assertThat(FixedWidth.hanging("xxxx xxxx xxxx xxxx y", 10))
        .containsExactly(word + " " + word, "  " + word, "  " + word + " y");
    assertThat(FixedWidth.hanging("12345 6789", 10)).hasSize(1);
    assertThat(FixedWidth.hanging("12345 67890", 10)).hasSize(2);
  }

  @Test
  void aLongWordOfAHangingParagraphStaysWhole() {
    String path = "x".repeat(200);
    assertThat(FixedWidth.hanging(path, 100)).containsExactly(path);
    assertThat(FixedWidth.hanging("a " + path + " b", 100))
        .containsExactly("a", "  " + path, "  b");
  }
}
