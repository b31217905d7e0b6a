package io.github.backpropbench.cli;

import io.github.backpropbench.results.Plan;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line that repeats a run: what was given, and what was chosen in its place. */
final class RepeatableArguments {
  private RepeatableArguments() {}

  /** The arguments without the folder, which the run has taken. */
  static List<String> of(ParseResult given, Plan plan, boolean profile) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    for (OptionSpec option : given.matchedOptions()) {
      if (!option.longestName().equals("--out")) {
        arguments.add(option.longestName());
        if (option.arity().max() > 0) {
          arguments.add(String.join(",", option.originalStringValues()));
        }
      }
    }
    if (profile) {
      addIfMissing(arguments, "--profile", plan.profile());
    }
    addIfMissing(arguments, "--backends", String.join(",", plan.backends()));
    addIfMissing(arguments, "--rounds", Integer.toString(plan.rounds()));
    addIfMissing(arguments, "--seed", Long.toString(plan.seed()));
    return arguments;
  }

  private static void addIfMissing(List<String> arguments, String name, String value) {
    if (!arguments.contains(name)) {
      arguments.add(name);
      arguments.add(value);
    }
  }
}
