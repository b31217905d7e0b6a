package io.github.backpropbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
  @Test
  void breaksAtSpacesAndIndentsWhatFollows() {
    String word = "x".repeat(40);
    assertThat(Paragraph.lines(String.join(" ", word, word, word, word, "y")))
        .containsExactly(word + " " + word, "  " + word + " " + word + " y");
  }

  @Test
  void filled() {
    String half = "x".repeat(Paragraph.WIDTH / 2);
    assertThat(Paragraph.lines(half.substring(1) + " " + half)).hasSize(1);
    assertThat(Paragraph.lines(half + " " + half)).hasSize(2);
  }

  @Test
  void aLongWordStaysWhole() {
    String path = "x".repeat(200);
    assertThat(Paragraph.lines(path)).containsExactly(path);
    assertThat(Paragraph.lines("a " + path + " b")).containsExactly("a", "  " + path, "  b");
  }
}
