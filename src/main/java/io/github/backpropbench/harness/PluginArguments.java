package io.github.backpropbench.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * The arguments of a JVM with a plug-in, beyond those of other JVMs.
 *
 * @param needed by the backend; they may decide its speed, and are recorded with what is measured
 * @param naming the plug-in, which says nothing about how it is measured
 */
public record PluginArguments(List<String> needed, List<String> naming) {
  /** For a backend of this program. */
  public static final PluginArguments NONE = new PluginArguments(List.of(), List.of());

  public PluginArguments {
    needed = List.copyOf(needed);
    naming = List.copyOf(naming);
  }

  /** All of them. */
  public List<String> all() {
    return Stream.concat(needed.stream(), naming.stream()).toList();
  }
}
