/**
 * The JMH benchmarks and their states. Each sets up its cell from the parameters, checks it against
 * the oracle, and only then is timed. Imports everything that is measured, and the verification.
 */
@NullMarked
package io.github.backpropbench.benchmark;

import org.jspecify.annotations.NullMarked;
