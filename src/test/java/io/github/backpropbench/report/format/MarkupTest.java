package io.github.backpropbench.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void textAndAttributesAreEscaped() {
    Markup html = new Markup().element("p", "<b> & \"it's\"\u202e", "title", "\"><script>");
    assertThat(html.toString())
        .isEqualTo(
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;it&#39;s&quot; </p>");
  }

  @Test
  void anEmptyElementIsClosed() {
    assertThat(new Markup().empty("meta", "charset", "utf-8").toString())
        .isEqualTo("<meta charset=\"utf-8\"/>");
  }
}
