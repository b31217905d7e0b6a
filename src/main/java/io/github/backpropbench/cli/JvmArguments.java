package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.KernelProvider;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Arguments of JVMs, with an option and its value in one: {@code --add-modules=m} for {@code
 * --add-modules m}, which is how a running JVM tells what it was started with.
 */
final class JvmArguments {
  private static final int WARNS_OF_UNSAFE = 24;
  private static final int KNOWN_JAVA = 25;

  private JvmArguments() {}

  /** What this JVM was started with. JMH's forks are started with the same. */
  static List<String> ofThisJvm() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /** What the backends need and this JVM lacks, each once. */
  static List<String> missing(List<KernelProvider> backends) {
    return missing(backends.stream().flatMap(backend -> joined(backend.jvmArguments()).stream()));
  }

  /** What the whole program needs and this JVM lacks. */
  static List<String> missing() {
    return Stream.concat(missing(ofJmh()).stream(), missing(BackendRegistry.load().all()).stream())
        .toList();
  }

  private static List<String> missing(Stream<String> arguments) {
    List<String> present = ofThisJvm();
    return arguments.distinct().filter(argument -> !present.contains(argument)).toList();
  }

  /**
   * JMH 1.37 calls methods of {@code sun.misc.Unsafe} of which newer JVMs warn, four lines each
   * time. A JVM that does not know the argument would not start, so it is for those that do.
   */
  private static Stream<String> ofJmh() {
    int java = Runtime.version().feature();
    return java >= WARNS_OF_UNSAFE && java <= KNOWN_JAVA
        ? Stream.of("--sun-misc-unsafe-memory-access=allow")
        : Stream.of();
  }

  static List<String> joined(List<String> arguments) {
    List<String> joined = new ArrayList<>();
    for (String argument : arguments) {
      int last = joined.size() - 1;
      if (!argument.startsWith("-") && last >= 0 && joined.get(last).startsWith("--")) {
        joined.set(last, joined.get(last) + "=" + argument);
      } else {
        joined.add(argument);
      }
    }
    return joined;
  }
}
