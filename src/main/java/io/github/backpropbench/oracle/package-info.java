/**
 * What is right: every kernel operation and the whole training in float64 on plain row-major
 * arrays, in the most obvious way, sharing no code with what is measured. Each measuring JVM checks
 * its backend against this before timing anything. Imports {@code problem} only.
 */
@NullMarked
package io.github.backpropbench.oracle;

import org.jspecify.annotations.NullMarked;
