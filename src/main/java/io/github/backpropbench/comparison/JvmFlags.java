package io.github.backpropbench.comparison;

import io.github.backpropbench.results.ForkJvm;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The flags of a JVM that may change how fast it runs. */
final class JvmFlags {
  /** They say where a program was started, which differs between any two runs. */
  private static final Pattern OF_PLACE =
      Pattern.compile("-D(java\\.io\\.tmpdir|visualvm\\.id|jmh\\.[^=]*)=.*");

  /** An agent counts, but neither its folder nor its options, such as the port of a debugger. */
  private static final Pattern AGENT =
      Pattern.compile("(-javaagent:|-agentpath:)(?:[^=]*[/\\\\])?([^=/\\\\]*)(?:=.*)?");

  private JvmFlags() {}

  /** The flags, each once, in their order; empty if they are not recorded. */
  static Optional<Set<String>> of(ForkJvm jvm) {
    if (jvm.arguments().isEmpty() && jvm.executable().isEmpty() && jvm.jdkVersion().isEmpty()) {
      return Optional.empty();
    }
    Set<String> flags = new LinkedHashSet<>();
    for (String argument : jvm.arguments()) {
      Matcher agent = AGENT.matcher(argument);
      if (agent.matches()) {
        flags.add(agent.group(1) + agent.group(2));
      } else if (!OF_PLACE.matcher(argument).matches()) {
        flags.add(argument);
      }
    }
    return Optional.of(Collections.unmodifiableSet(flags));
  }

  /** Those of some flags that others lack, in one line. */
  static String beyond(Set<String> flags, Set<String> others) {
    Set<String> own = new LinkedHashSet<>(flags);
    own.removeAll(others);
    return own.isEmpty() ? "none" : String.join(" ", own);
  }
}
