package io.github.backpropbench.results;

import java.util.List;

/**
 * The JVM that a fork ran in, as JMH reports it.
 *
 * @param executable the path of {@code java}
 * @param jdkVersion {@code java.version}
 * @param vmName {@code java.vm.name}
 * @param vmVersion {@code java.vm.version}
 * @param arguments all that it was started with
 */
public record ForkJvm(
    String executable, String jdkVersion, String vmName, String vmVersion, List<String> arguments) {
  public ForkJvm {
    arguments = List.copyOf(arguments);
  }

  /** In one line, without the arguments: {@code 17.0.15 (OpenJDK …, …)}; empty if unknown. */
  public String words() {
    return jdkVersion.isEmpty() && vmName.isEmpty()
        ? ""
        : jdkVersion + " (" + vmName + ", " + vmVersion + ")";
  }
}
