package io.github.backpropbench.results;

import java.util.List;

/**
 * What is known about a run before its first fork: the content of {@code run.json}.
 *
 * @param schemaVersion of the files of the run; readers refuse a larger one than they know
 * @param arguments the command line that repeats the run, with profile and seed
 * @param plan what is measured
 * @param environment where
 */
public record RunDescription(
    int schemaVersion, List<String> arguments, Plan plan, Environment environment) {

  /** What this version writes. */
  public static final int SCHEMA_VERSION = 1;

  public RunDescription {
    arguments = List.copyOf(arguments);
  }

  public RunDescription(List<String> arguments, Plan plan, Environment environment) {
    this(SCHEMA_VERSION, arguments, plan, environment);
  }
}
