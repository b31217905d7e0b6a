package io.github.backpropbench.report.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command lines for shells such as bash and zsh. */
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  private Shell() {}

  /** The words of a command, each quoted where it must be. */
  public static String command(Collection<String> words) {
    return words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** The same, continued on another line where a line would be longer than this many columns. */
  public static List<String> lines(Collection<String> words, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      String quoted = quoted(word);
      if (!line.isEmpty() && line.length() + 1 + quoted.length() > columns) {
        lines.add(line + " \\");
        line.setLength(0);
        line.append("    ");
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(quoted);
    }
    lines.add(line.toString());
    return lines;
  }

  /** One word in printable ASCII, whatever it holds. */
  static String quoted(String word) {
    if (PLAIN.matcher(word).matches()) {
      return word;
    }
    if (PRINTABLE.matcher(word).matches()) {
      return "'" + word.replace("'", "'\\''") + "'";
    }
    StringBuilder quoted = new StringBuilder("$'");
    word.codePoints().forEach(character -> quoted.append(escaped(character)));
    return quoted.append('\'').toString();
  }

  private static String escaped(int character) {
    if (character == '\'' || character == '\\') {
      return "\\" + (char) character;
    }
    return character >= ' ' && character <= '~'
        ? Character.toString(character)
        : String.format(Locale.ROOT, character <= 0xFFFF ? "\\u%04x" : "\\U%08x", character);
  }
}
