package io.github.backpropbench.report.format;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command lines for a shell such as bash or zsh. */
public final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  private Shell() {}

  /** The words of a command, each quoted where it must be. */
  public static String command(Collection<String> words) {
    return words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
  }

  /** One word, of printable ASCII whatever it holds. */
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
        : String.format(
            Locale.ROOT, character <= 0xFFFF ? "\\u%04x" : "\\U%08x", character);
  }
}
