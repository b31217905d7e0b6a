package io.github.backpropbench.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The records of a CSV file: separated by commas, semicolons or tabs, whichever the first line has
 * the most of, with quotes as in RFC 4180. Blank lines, blanks around values and a byte order mark
 * are passed over.
 */
final class CsvReader {
  /** The least likely in a name first, which counts where two are equally frequent. */
  private static final String DELIMITERS = "\t,;";

  private static final int BYTE_ORDER_MARK = '\uFEFF';

  /** More characters than a header of 100,000 columns usually has. */
  private static final int LONGEST_HEADER = 1 << 20;

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private long line;

  CsvReader(Path file, InputStream in) throws IOException {
    this.file = file;
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    skipByteOrderMark(reader);
    parser =
        CSVParser.builder()
            .setReader(reader)
            .setFormat(
                CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter(reader))
                    .setIgnoreSurroundingSpaces(true)
                    // They are passed over here, so that the lines can be counted.
                    .setIgnoreEmptyLines(false)
                    .get())
            .get();
    records = parser.iterator();
  }

  /** The next record that is not blank; empty at the end of the file. */
  List<String> next() throws IOException {
    try {
      while (true) {
        line = parser.getCurrentLineNumber() + 1;
        if (!records.hasNext()) {
          return List.of();
        }
        List<String> values = new ArrayList<>();
        records.next().forEach(values::add);
        if (values.size() > 1 || !values.get(0).isEmpty()) {
          return values;
        }
      }
    } catch (UncheckedIOException e) {
      IOException cause = Objects.requireNonNull(e.getCause());
      if (cause instanceof CSVException || isOpenQuote(cause)) {
        throw invalid(
            "a quote is not closed, or there is text after a closing one; a quote inside of quotes"
                + " is written twice");
      }
      throw cause;
    }
  }

  /** The line at which the last record starts, counted from 1. */
  long line() {
    return line;
  }

  /** What is wrong with the last record. */
  InvalidDataException invalid(String reason) {
    return DataFile.invalid(file, "line " + line + ": " + reason);
  }

  /** The parser says this one by its message only. */
  private static boolean isOpenQuote(IOException fault) {
    return String.valueOf(fault.getMessage()).contains("EOF reached before encapsulated token");
  }

  private static void skipByteOrderMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  /** The delimiter that the first line has the most of, outside of quotes. */
  private static char delimiter(BufferedReader reader) throws IOException {
    reader.mark(LONGEST_HEADER);
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    boolean started = false;
    for (int i = 0; i < LONGEST_HEADER; i++) {
      int character = reader.read();
      if (character < 0 || (started && !quoted && (character == '\n' || character == '\r'))) {
        break;
      }
      started |= !Character.isWhitespace(character);
      quoted ^= character == '"';
      int found = quoted ? -1 : DELIMITERS.indexOf(character);
      if (found >= 0) {
        counts[found]++;
      }
    }
    reader.reset();
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return DELIMITERS.charAt(most);
  }
}
