package io.github.backpropbench.report.render;

import io.github.backpropbench.report.format.ForeignText;
import java.util.regex.Pattern;

/**
 * Plain text as Markdown that shows it as it is. None of it becomes markup, HTML, a link or a
 * mention, in GitHub's dialect either.
 */
final class MarkdownText {
  /** What can start or end markup anywhere in a line. */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~$]");

  /** What turns a line that starts with it into a block. */
  private static final Pattern BLOCK_START = Pattern.compile("^([#+=>-]|\\d{1,9}[.)])");

  private static final Pattern LINK = Pattern.compile("://|(?<=www)\\.", Pattern.CASE_INSENSITIVE);

  private MarkdownText() {}

  /** The text on one line. */
  static String of(String text) {
    String escaped =
        MARKUP
            .matcher(ForeignText.printable(text))
            .replaceAll("\\\\$0")
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    escaped = LINK.matcher(escaped).replaceAll("\\\\$0");
    // A zero-width space keeps "@name" from notifying somebody.
    return escaped.replace("@", "@&#8203;");
  }

  /** The text at the start of a line. */
  static String atLineStart(String text) {
    String escaped = of(text.stripLeading());
    var start = BLOCK_START.matcher(escaped);
    if (!start.find()) {
      return escaped;
    }
    // The last character: of "1)" the bracket, of the others the only one.
    int mark = start.end() - 1;
    return escaped.substring(0, mark) + "\\" + escaped.substring(mark);
  }
}
