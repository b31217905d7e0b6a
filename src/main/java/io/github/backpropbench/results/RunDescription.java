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

  /**
   * What this version writes. In version 1, the gradient {@code autograd} is what is now {@code
   * graph}, and no backend has a role.
   */
  public static final int SCHEMA_VERSION = 2;

  /** The first version in which the gradient {@code autograd} is the eager one. */
  private static final int EAGER_AUTOGRAD = 2;

  public RunDescription {
    arguments = List.copyOf(arguments);
  }

  /** Whether the run was made when {@code autograd} meant the traced graph. */
  boolean hasTracedAutograd() {
    return schemaVersion < EAGER_AUTOGRAD;
  }

  public RunDescription(List<String> arguments, Plan plan, Environment environment) {
    this(SCHEMA_VERSION, arguments, plan, environment);
  }
}
