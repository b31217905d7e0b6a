package io.github.backpropbench.cli;

import java.util.List;

/** A command that loads backends in its own JVM, which must have the JVM flags that they need. */
interface NeedsBackendFlags {
  /** What the command's JVM needs besides, according to the command's options. */
  default List<String> furtherJvmArguments() {
    return List.of();
  }
}
