package io.github.backpropbench.results;

import com.fasterxml.jackson.annotation.JacksonInject;
import io.github.backpropbench.kernel.Role;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
 * @param role the label of its {@link Role}; {@linkplain #roleOf implied by its name} in files that
 *     do not have it
 * @param licence of the library, as an SPDX identifier; empty if it is not known
 * @param source of the adapter: a URL, or a path in this project's repository; empty if it is not
 *     known
 * @param plugin the paths of the jars that have the backend and its library, its own first; empty
 *     if this program has it
 */
public record BackendDescription(
    String name,
    String library,
    String version,
    String unavailable,
    SortedMap<String, String> implementations,
    SortedMap<String, String> details,
    SortedMap<String, String> jars,
    @JacksonInject(Json.NO_TEXT + "role") String role,
    @JacksonInject(Json.NO_TEXT + "licence") String licence,
    @JacksonInject(Json.NO_TEXT + "source") String source,
    @JacksonInject(Json.NOT_RECORDED) List<String> plugin) {
  private static final Set<String> YARDSTICKS = Set.of("arrays", "vector");

  public BackendDescription {
    role = role.isEmpty() ? roleOf(name) : role;
    implementations = copyOf(implementations);
    details = copyOf(details);
    jars = copyOf(jars);
    plugin = List.copyOf(plugin);
  }

  /** A backend without details or jars of its own. */
  public BackendDescription(
      String name,
      String library,
      String version,
      String unavailable,
      SortedMap<String, String> implementations) {
    this(
        name, library, version, unavailable, implementations, new TreeMap<>(), new TreeMap<>(), "");
  }

  /** A backend of this program, of which the licence and the source are not known. */
  public BackendDescription(
      String name,
      String library,
      String version,
      String unavailable,
      SortedMap<String, String> implementations,
      SortedMap<String, String> details,
      SortedMap<String, String> jars,
      String role) {
    this(
        name,
        library,
        version,
        unavailable,
        implementations,
        details,
        jars,
        role,
        "",
        "",
        List.of());
  }

  /** The role of a backend of which only the name is known: there were two yardsticks. */
  public static String roleOf(String name) {
    return (YARDSTICKS.contains(name) ? Role.YARDSTICK : Role.LIBRARY).label();
  }

  /** The same backend as part of a plug-in with these jars. */
  public BackendDescription inPlugin(List<String> paths, SortedMap<String, String> hashes) {
    return new BackendDescription(
        name,
        library,
        version,
        unavailable,
        implementations,
        details,
        hashes,
        role,
        licence,
        source,
        paths);
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
