package io.github.backpropbench.results;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backend as it presented itself when the run started.
 *
 * @param name as flags and reports call it
 * @param library the library behind it
 * @param version of the library as loaded
 * @param unavailable why it cannot be used here; empty if it can
 * @param implementations the class that was really loaded, by precision
 * @param details other facts that decide its speed here, such as the native library and the vector
 *     width that are really used
 * @param jars the SHA-256 of each of the library's jars, in hexadecimal, by the jar's name
 */
public record BackendDescription(
    String name,
    String library,
    String version,
    String unavailable,
    SortedMap<String, String> implementations,
    SortedMap<String, String> details,
    SortedMap<String, String> jars) {
  public BackendDescription {
    implementations = copyOf(implementations);
    details = copyOf(details);
    jars = copyOf(jars);
  }

  /** A backend without details or jars of its own. */
  public BackendDescription(
      String name,
      String library,
      String version,
      String unavailable,
      SortedMap<String, String> implementations) {
    this(name, library, version, unavailable, implementations, new TreeMap<>(), new TreeMap<>());
  }

  public boolean isAvailable() {
    return unavailable.isEmpty();
  }

  private static SortedMap<String, String> copyOf(SortedMap<String, String> map) {
    SortedMap<String, String> sorted = new TreeMap<>();
    sorted.putAll(map);
    return Collections.unmodifiableSortedMap(sorted);
  }
}
