package io.github.backpropbench.results;

import java.util.List;

/**
 * The JVM that starts the forks.
 *
 * @param vendor {@code java.vendor}
 * @param version {@code java.version}
 * @param name {@code java.vm.name}
 * @param vmVersion {@code java.vm.version}
 * @param flags what it was started with
 */
public record HostJvm(
    String vendor, String version, String name, String vmVersion, List<String> flags) {
  public HostJvm {
    flags = List.copyOf(flags);
  }
}
