package io.github.backpropbench.cli;

import io.github.backpropbench.backend.BackendRegistry;
import io.github.backpropbench.kernel.BackendProvider;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Arguments of JVMs. An option and its value are one argument, {@code --add-modules=m} for {@code
 * --add-modules m}, as a running JVM reports them.
 */
final class JvmArguments {
  private static final int FIRST_JAVA_WARNING_OF_UNSAFE = 24;
  private static final int LAST_KNOWN_JAVA = 25;

  private JvmArguments() {}

  /** The arguments of this JVM, which JMH passes on to its forks. */
  static List<String> ofThisJvm() {
    return once(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /**
   * Leaves out repetitions, which come about when an option is given in an environment variable,
   * too. The last one stays, since it counts where values differ in between; but what unlocks other
   * options must precede them. A file of flags is reported with its content, which is no argument.
   */
  static List<String> once(List<String> arguments) {
    List<String> once = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.startsWith("-XX:+Unlock")) {
        once.remove(argument);
      }
      if (argument.startsWith("-") && !once.contains(argument)) {
        once.add(argument);
      }
    }
    return once;
  }

  /** The arguments that the backends need and this JVM lacks, each once. */
  static List<String> missing(List<BackendProvider> backends) {
    return missing(needed(backends));
  }

  /** The arguments that JMH or any backend needs and this JVM lacks. */
  static List<String> missing() {
    return missing(needed().stream());
  }

  /** The arguments that JMH or any backend needs in this JVM, whether it has them or not. */
  static List<String> needed() {
    return Stream.concat(ofJmh(), needed(BackendRegistry.load().all())).distinct().toList();
  }

  private static Stream<String> needed(List<BackendProvider> backends) {
    return backends.stream().flatMap(backend -> joined(backend.jvmArguments()).stream());
  }

  private static List<String> missing(Stream<String> arguments) {
    List<String> present = ofThisJvm();
    return arguments.distinct().filter(argument -> !present.contains(argument)).toList();
  }

  /**
   * JMH 1.37 calls methods of {@code sun.misc.Unsafe} that newer JVMs warn of, in four lines each
   * time. Only JVMs known to accept the argument get it; others would not start.
   */
  private static Stream<String> ofJmh() {
    int java = Runtime.version().feature();
    return java >= FIRST_JAVA_WARNING_OF_UNSAFE && java <= LAST_KNOWN_JAVA
        ? Stream.of("--sun-misc-unsafe-memory-access=allow")
        : Stream.of();
  }

  /** Joins options with their values. */
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
