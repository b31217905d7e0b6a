package io.github.backpropbench.backend;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a jar's name as Maven builds it: artifact-version-classifier.jar. */
final class JarName {
  /** A version is numbers with further marks, and a classifier begins with a letter. */
  private static final Pattern PARTS =
      Pattern.compile("(.+?)-(\\d[^-]*(?:-\\d[^-]*)*)(?:-([A-Za-z].*))?\\.jar");

  private JarName() {}

  /**
   * Two versions of one artifact among the jars of a folder, of which a class loader would take
   * either; as a sentence without a full stop, empty if there are none.
   */
  static Optional<String> conflict(List<Path> jars) {
    Map<String, Path> known = new HashMap<>();
    for (Path jar : jars) {
      Matcher name = parts(jar);
      if (name.matches()) {
        Path other = known.putIfAbsent(name.group(1), jar);
        if (other != null && !version(other).equals(name.group(2))) {
          return Optional.of(
              "%s and %s are two versions of one artifact: delete one of them, or give each plug-in a folder of its own"
                  .formatted(other, jar.getFileName()));
        }
      }
    }
    return Optional.empty();
  }

  private static String version(Path jar) {
    Matcher name = parts(jar);
    return name.matches() ? name.group(2) : "";
  }

  private static Matcher parts(Path jar) {
    return PARTS.matcher(String.valueOf(jar.getFileName()));
  }
}
