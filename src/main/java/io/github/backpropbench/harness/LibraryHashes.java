package io.github.backpropbench.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 of the jars that this program was built with. The build writes them down, since the
 * one jar that is run holds the libraries' classes and no longer their jars.
 */
final class LibraryHashes {
  private static final String RESOURCE = "/META-INF/backprop-bench/library-hashes";

  /** As sha256sum writes them: hash, blank, asterisk, name. */
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) \\*(.+\\.jar)");

  private LibraryHashes() {}

  /**
   * The hashes by the jars' names.
   *
   * @param artifacts the names without version and ending
   */
  static SortedMap<String, String> of(Collection<String> artifacts) {
    SortedMap<String, String> hashes = new TreeMap<>();
    all()
        .forEach(
            (jar, hash) -> {
              if (artifacts.contains(jar.replaceFirst("-[0-9].*$", ""))) {
                hashes.put(jar, hash);
              }
            });
    return hashes;
  }

  private static SortedMap<String, String> all() {
    SortedMap<String, String> hashes = new TreeMap<>();
    InputStream stream = LibraryHashes.class.getResourceAsStream(RESOURCE);
    if (stream == null) {
      return hashes; // run from classes that an IDE has built
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          hashes.put(matcher.group(2), matcher.group(1));
        }
      }
      return hashes;
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own jar cannot be read", e);
    }
  }
}
