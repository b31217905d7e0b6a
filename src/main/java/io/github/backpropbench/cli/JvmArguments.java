package io.github.backpropbench.cli;

import java.util.ArrayList;
import java.util.List;

/** Arguments of a JVM. */
final class JvmArguments {
  private JvmArguments() {}

  /**
   * The same arguments with an option and its value in one: {@code --add-modules=m} for {@code
   * --add-modules m}, which is also how a running JVM tells what it was started with.
   */
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
