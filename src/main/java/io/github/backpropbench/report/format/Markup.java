package io.github.backpropbench.report.format;

/**
 * A piece of HTML or SVG, written so that it is well-formed XML too. All text and all attribute
 * values pass through {@link #escaped}: whatever they hold, they appear as text.
 */
public final class Markup {
  private final StringBuilder out = new StringBuilder();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  public Markup open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
    out.append('>');
    return this;
  }

  public Markup close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** An element that has no content, such as {@code br}. */
  public Markup empty(String tag, String... attributes) {
    open(tag, attributes);
    out.insert(out.length() - 1, '/');
    return this;
  }

  /** An element with text. */
  public Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close(tag);
  }

  public Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** Ends the line, so that the source can be read. */
  public Markup line() {
    out.append('\n');
    return this;
  }

  public boolean isEmpty() {
    return out.isEmpty();
  }

  public Markup add(Markup other) {
    out.append(other.out);
    return this;
  }

  /** Adds what the program itself wrote, such as a style sheet, a script or a drawing. */
  public Markup trusted(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Printable characters, with entities for those that could be markup or end an attribute. */
  private static String escaped(String text) {
    return ForeignText.printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
