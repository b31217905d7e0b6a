package io.github.backpropbench.cli;

/** A command that loads backends in its own JVM, which must have the JVM flags that they need. */
interface NeedsBackendFlags {}
