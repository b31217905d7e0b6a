package io.github.backpropbench.report.html;

import io.github.backpropbench.report.format.ForeignText;

/**
 * A piece of HTML, written so that it is well-formed XML too. All text and all values of attributes
 * pass through {@link #escaped}: whatever they hold, they appear as text.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Opens an element. Attributes are names and values in turn. */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
    out.append('>');
    return this;
  }

  Html close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** An element that has no content, such as {@code br}. */
  Html empty(String tag, String... attributes) {
    open(tag, attributes);
    out.insert(out.length() - 1, '/');
    return this;
  }

  /** An element with text. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  Html line() {
    out.append('\n');
    return this;
  }

  boolean isEmpty() {
    return out.isEmpty();
  }

  Html add(Html other) {
    out.append(other.out);
    return this;
  }

  /** What the program itself wrote: a style, a script, a drawing. */
  Html trusted(String html) {
    out.append(html);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Printable characters, with entities for those that could be markup or end an attribute. */
  static String escaped(String text) {
    return ForeignText.printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
