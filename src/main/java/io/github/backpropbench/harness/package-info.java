/**
 * From a plan to measurements: which cells there are, how each is measured in a JVM of its own, and
 * in what order. Imports the benchmarks and the results.
 */
@NullMarked
package io.github.backpropbench.harness;

import org.jspecify.annotations.NullMarked;
