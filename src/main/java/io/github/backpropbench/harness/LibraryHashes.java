package io.github.backpropbench.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The SHA-256 of the jars that this program was built with. The build records them, since the one
 * jar that is run holds the libraries' classes and no longer their jars.
 */
final class LibraryHashes {
  private static final String RESOURCE = "/META-INF/backprop-bench/library-hashes";

  /** As sha256sum writes them: hash, blank, asterisk, name. */
  private static final Pattern LINE =
      Pattern.compile("^([0-9a-f]{64}) \\*((.+?)(?:-[0-9].*)?\\.jar)$", Pattern.MULTILINE);

  private LibraryHashes() {}

  /**
   * The hashes by jar name; none when run from classes that an IDE has built.
   *
   * @param artifacts the names without version and extension
   */
  static SortedMap<String, String> of(Collection<String> artifacts) {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (InputStream stream = LibraryHashes.class.getResourceAsStream(RESOURCE)) {
      if (stream != null) {
        LINE.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
            .results()
            .filter(line -> artifacts.contains(line.group(3)))
            .forEach(line -> hashes.put(line.group(2), line.group(1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own jar cannot be read", e);
    }
    return hashes;
  }
}
