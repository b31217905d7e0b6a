/**
 * From a plan to measurements: which cells there are, in what order they are measured, how each is
 * measured in a JVM of its own, and on what machine. Imports the benchmarks and the results.
 */
@NullMarked
package io.github.backpropbench.harness;

import org.jspecify.annotations.NullMarked;
