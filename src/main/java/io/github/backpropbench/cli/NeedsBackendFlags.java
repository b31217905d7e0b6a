package io.github.backpropbench.cli;

/** A command that runs backends in its own JVM, which must be started with what they need. */
interface NeedsBackendFlags {}
