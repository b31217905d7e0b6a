package io.github.backpropbench.results;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people name in place of a file in JMH's JSON, recognized by how it starts. */
final class OtherFormat {
  private static final String NEEDED = "; JMH's option -rf json writes what is needed";

  /** The first that fits counts. Bytes that are no text stand as characters of that number. */
  private static final List<Format> FORMATS =
      List.of(
          new Format("\u001f\u008b", "it is compressed with gzip; decompress it"),
          new Format("PK[\u0001-\u0008]", "it is a zip archive; unpack it"),
          new Format("BZh[1-9]", "it is compressed with bzip2; decompress it"),
          new Format("\u00fd7zXZ", "it is compressed with xz; decompress it"),
          new Format("\\(\u00b5/\u00fd", "it is compressed with zstd; decompress it"),
          new Format(
              "version https://git-lfs",
              "it is a pointer of Git LFS; git lfs pull fetches the file"),
          new Format("\\s*<(!doctype html|html)\\b", "it is a web page"),
          new Format("\\s*<[?!\\w]", "it is XML"),
          new Format(
              "(run,)?(benchmark|method),backend,", "it is CSV of a run; name the run's folder"),
          new Format("\"?Benchmark\"?[,;\\t]", "it is JMH's CSV" + NEEDED),
          new Format("\\s*Benchmark +(\\(\\S+\\) +)*Mode\\b", "it is JMH's text output" + NEEDED),
          new Format(
              "(.*\\n)?# (JMH|VM) version: ", "it is what JMH prints while it measures" + NEEDED),
          new Format("\\\\begin\\{tabular", "it is JMH's LaTeX" + NEEDED),
          new Format("\"?[\\w .%()/-]+\"?([,;\\t]\"?[\\w .%()/-]*\"?){2,}+(\\s|\\z)", "it is CSV"));

  private OtherFormat() {}

  private record Format(Pattern start, String sentence) {
    Format(String start, String sentence) {
      this(Pattern.compile(start, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), sentence);
    }
  }

  /**
   * What a file is instead of JSON, in words.
   *
   * @param start the first bytes of it, all if there are few
   * @return empty if it may be JSON
   */
  static Optional<String> of(byte[] start) {
    String text = text(start);
    return FORMATS.stream()
        .filter(format -> format.start.matcher(text).lookingAt())
        .map(Format::sentence)
        .findFirst();
  }

  /** Whether there is nothing, or a byte order mark alone. */
  static boolean isEmpty(byte[] start) {
    return text(start).isEmpty();
  }

  private static String text(byte[] start) {
    String bytes = new String(start, StandardCharsets.ISO_8859_1);
    if (bytes.startsWith("\u00fe\u00ff")) {
      return decoded(start, 2, StandardCharsets.UTF_16BE);
    }
    if (bytes.startsWith("\u00ff\u00fe")) {
      return decoded(start, 2, StandardCharsets.UTF_16LE);
    }
    return bytes.startsWith("\u00ef\u00bb\u00bf")
        ? decoded(start, 3, StandardCharsets.UTF_8)
        : bytes;
  }

  private static String decoded(byte[] start, int mark, Charset charset) {
    return new String(start, mark, start.length - mark, charset);
  }
}
