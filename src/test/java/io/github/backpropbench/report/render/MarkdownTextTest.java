package io.github.backpropbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {
  @Test
  void ordinaryTextStaysReadable() {
    assertThat(MarkdownText.atLineStart("3-2-1 f32 (±0.4 %), A·B: 1.12 + 2 = 3!"))
        .isEqualTo("3-2-1 f32 (±0.4 %), A·B: 1.12 + 2 = 3!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "=cmd()",
        "`code` ``` ~~~",
        "*a* __b__ ~~c~~ \\*d\\* $x$",
        "[link](https://example.com) ![image](x.png) <https://example.com>",
        "| a | b |",
        "&lt; &copy; &#60;",
        "# heading",
        "> quote",
        "- item",
        "+ item",
        "1. item",
        "12) item",
        "***",
        "---",
        "=== ",
        "    code",
        "[x]: https://example.com",
        "\\",
        "trailing \\",
        "<!-- comment",
        "\"quotes\" 'and' more"
      })
  void anyTextIsShownAsItIs(String text) {
    ParsedMarkdown parsed = new ParsedMarkdown(MarkdownText.atLineStart(text));
    assertThat(parsed.text()).isEqualTo(text.strip());
    assertThat(parsed.all(Node.class).stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(
            parsed.all(Node.class).get(0).getClass(), Paragraph.class, Text.class);
    String inTable = "| a |\n| - |\n| " + MarkdownText.of(text) + " |\n";
    assertThat(new ParsedMarkdown(inTable).tables())
        .containsExactly(List.of(List.of("a"), List.of(text.strip())));
  }

  @Test
  void gitHubMakesNeitherLinksNorMentionsOfIt() {
    assertThat(MarkdownText.of("https://a.example www.b.example @octocat"))
        .isEqualTo("https\\://a.example www\\.b.example @&#8203;octocat");
  }

  @Test
  void lineEndsAndTerminalSequencesBecomeSpaces() {
    ParsedMarkdown parsed = new ParsedMarkdown(MarkdownText.of("a  \nb\r\n\n# c\u001b[2J"));
    assertThat(parsed.text()).isEqualTo("a   b # c [2J");
    assertThat(parsed.all(HardLineBreak.class)).isEmpty();
  }
}
