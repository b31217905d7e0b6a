package io.github.backpropbench.comparison;

import io.github.backpropbench.results.ForkJvm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The flags of a JVM that may change how fast it runs. */
final class JvmFlags {
  /** They say where a program was started, which differs between any two runs. */
  private static final Pattern OF_PLACE =
      Pattern.compile("-D(java\\.io\\.tmpdir|visualvm\\.id|jmh\\.[^=]*)=.*");

  /** An agent counts, but neither its folder nor its options, such as the port of a debugger. */
  private static final Pattern AGENT =
      Pattern.compile("(-javaagent:|-agentpath:)(?:[^=]*[/\\\\])?([^=/\\\\]*)(?:=.*)?");

  /** Of options that set the same thing, the last one counts: {@code -Xmx1g}, {@code -XX:+Use…}. */
  private static final Pattern SETTING =
      Pattern.compile("(-Xm[xsn]|-Xss|-XX:)[+-]?([A-Za-z]\\w*)?.*|(-D[^=]*)=.*");

  private JvmFlags() {}

  /** The flags, each once, in their order; empty if they are not recorded. */
  static Optional<Set<String>> of(ForkJvm jvm) {
    if (jvm.arguments().isEmpty() && jvm.executable().isEmpty() && jvm.jdkVersion().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> flags = new LinkedHashMap<>();
    for (String argument : jvm.arguments()) {
      Matcher agent = AGENT.matcher(argument);
      if (agent.matches()) {
        flags.put(argument, agent.group(1) + agent.group(2));
      } else if (!OF_PLACE.matcher(argument).matches()) {
        flags.put(setting(argument), argument);
      }
    }
    return Optional.of(Collections.unmodifiableSet(new LinkedHashSet<>(flags.values())));
  }

  private static String setting(String argument) {
    Matcher matcher = SETTING.matcher(argument);
    if (!matcher.matches()) {
      return argument;
    }
    if (matcher.group(3) != null) {
      return matcher.group(3);
    }
    return matcher.group(1).equals("-XX:") ? matcher.group(1) + matcher.group(2) : matcher.group(1);
  }

  /** What sets two sets of flags apart, in one line. */
  static String difference(Set<String> baseline, Set<String> candidate) {
    String before = beyond(baseline, candidate);
    String after = beyond(candidate, baseline);
    if (before.isEmpty()) {
      return after + " in the candidate only";
    }
    return after.isEmpty()
        ? before + " in the baseline only"
        : before + " in the baseline, " + after + " in the candidate";
  }

  private static String beyond(Set<String> flags, Set<String> others) {
    return flags.stream().filter(flag -> !others.contains(flag)).collect(Collectors.joining(" "));
  }
}
