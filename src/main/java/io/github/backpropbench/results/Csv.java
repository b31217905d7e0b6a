package io.github.backpropbench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values as in RFC 4180, with line feeds. A text that a spreadsheet could take for
 * a formula gets an apostrophe in front; reading takes it off again.
 */
public final class Csv {
  /** With their full-width forms, which some spreadsheets take for the same. */
  private static final String STARTS_FORMULA = "=+-@\t\r\n'＝＋－＠";

  private Csv() {}

  /** One record with its line end. */
  public static String line(List<String> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(",", "", "\n"));
  }

  /** A text as a field's value, with the guard against formulas; numbers need none. */
  public static String text(String text) {
    return startsFormula(text) ? "'" + text : text;
  }

  /** The text behind {@link #text}. */
  static String unguarded(String value) {
    return value.startsWith("'") && startsFormula(value.substring(1)) ? value.substring(1) : value;
  }

  /**
   * All records of a file with known columns, the first line included.
   *
   * @param what it holds, for the message
   * @throws InvalidResultsException if it cannot be read, is damaged, or has other columns
   */
  static List<List<String>> read(Path file, List<String> columns, String what)
      throws InvalidResultsException {
    List<List<String>> records;
    try {
      records = parse(Files.readString(file));
    } catch (IOException e) {
      throw new InvalidResultsException(file + " cannot be read: " + IoReason.of(e), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidResultsException(file + " is damaged: it has " + e.getMessage(), e);
    }
    if (records.isEmpty() || !records.get(0).equals(columns)) {
      throw new InvalidResultsException(
          "%s holds no %s: its first line is not %s"
              .formatted(file, what, String.join(",", columns)));
    }
    return records;
  }

  /**
   * Refuses a record with another number of fields.
   *
   * @param row its number in the file, for the message
   */
  static void requireFields(Path file, int row, List<String> fields, int count)
      throws InvalidResultsException {
    if (fields.size() != count) {
      throw new InvalidResultsException(
          "%s, row %d, has %d fields; there should be %d"
              .formatted(file, row, fields.size(), count));
    }
  }

  /**
   * All records; a record ends with a line feed, with or without a carriage return.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<List<String>> parse(String content) {
    return new Parser(content).records();
  }

  private static boolean startsFormula(String text) {
    return !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0;
  }

  private static String field(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static final class Parser {
    private final String content;
    private int at;

    Parser(String content) {
      this.content = content;
    }

    List<List<String>> records() {
      List<List<String>> records = new ArrayList<>();
      while (at < content.length()) {
        List<String> fields = new ArrayList<>();
        do {
          fields.add(peek('"') ? quoted() : plain());
        } while (skip(','));
        skip('\r');
        if (at < content.length() && !skip('\n')) {
          throw new IllegalArgumentException("text after a closing quote");
        }
        records.add(fields);
      }
      return records;
    }

    private String plain() {
      int start = at;
      while (at < content.length() && ",\r\n".indexOf(content.charAt(at)) < 0) {
        at++;
      }
      return content.substring(start, at);
    }

    private String quoted() {
      StringBuilder value = new StringBuilder();
      at++;
      while (true) {
        int quote = content.indexOf('"', at);
        if (quote < 0) {
          throw new IllegalArgumentException("a quote that is not closed");
        }
        value.append(content, at, quote);
        at = quote + 1;
        if (!skip('"')) {
          return value.toString();
        }
        value.append('"');
      }
    }

    private boolean peek(char c) {
      return at < content.length() && content.charAt(at) == c;
    }

    private boolean skip(char c) {
      boolean found = peek(c);
      if (found) {
        at++;
      }
      return found;
    }
  }
}
