/**
 * From a plan to measurements: which cells are measured, in what order, and how each runs in its
 * own JVM. Imports the benchmarks, the results, and what says which comparisons are open.
 */
@NullMarked
package io.github.backpropbench.harness;

import org.jspecify.annotations.NullMarked;
