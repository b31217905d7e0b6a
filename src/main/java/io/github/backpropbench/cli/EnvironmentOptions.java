package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Options that a JVM takes from environment variables. They are among the arguments that a JVM
 * reports of itself and that it hands on to the JVMs it starts. Those would take them from the
 * variables again; and a JVM that loads the same agent twice ends.
 */
final class EnvironmentOptions {
  /** Read before the command line. */
  private static final List<String> FIRST = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

  /** Read after the command line. */
  private static final List<String> LAST = List.of("_JAVA_OPTIONS");

  /** Keeps a variable for this program, where JVMs do not look for it. */
  private static final String KEPT = "BACKPROP_BENCH_KEPT_";

  /** Blanks separate options, except within quotes. */
  private static final Pattern OPTION = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*')+");

  private static final Pattern QUOTES = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  private EnvironmentOptions() {}

  /** Whether there is any option in the environment of this JVM. */
  static boolean present() {
    return present(System.getenv());
  }

  static boolean present(Map<String, String> environment) {
    return !options(FIRST, "", environment).isEmpty() || !options(LAST, "", environment).isEmpty();
  }

  /** Hides the variables from a JVM that gets their options as arguments. */
  static void hideIn(Map<String, String> environment) {
    for (List<String> names : List.of(FIRST, LAST)) {
      for (String name : names) {
        String value = environment.remove(name);
        if (value != null) {
          environment.put(KEPT + name, value);
        }
      }
    }
  }

  /** The arguments of a JVM that is to have the hidden options, too. */
  static List<String> added(Map<String, String> environment, List<String> arguments) {
    List<String> all = new ArrayList<>(options(FIRST, KEPT, environment));
    all.addAll(arguments);
    all.addAll(options(LAST, KEPT, environment));
    return all;
  }

  private static List<String> options(
      List<String> names, String prefix, Map<String, String> environment) {
    return names.stream()
        .map(name -> environment.getOrDefault(prefix + name, ""))
        .flatMap(value -> OPTION.matcher(value).results().map(MatchResult::group))
        .map(option -> QUOTES.matcher(option).replaceAll("$1$2"))
        .toList();
  }
}
