package io.github.backpropbench.kernel;

/** What a backend is to a reader of reports, by the names that these and result files use. */
public enum Role implements Labelled {
  /** A library that one can add to a project as a dependency. */
  LIBRARY,
  /** Code of this project: what plain Java, or the JVM with the Vector API, can do. */
  YARDSTICK,
  /** A library that brings its own gradients and optimizers. */
  ENGINE;

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if it is unknown; the message lists the known ones
   */
  public static Role parse(String label) {
    return Labelled.parse(Role.class, "role", label);
  }
}
