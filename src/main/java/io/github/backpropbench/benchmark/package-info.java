/**
 * The JMH benchmarks and their states. Each sets its cell up from the parameters, holds it against
 * the oracle, and only then is timed. Imports everything that is measured, and the verification.
 */
@NullMarked
package io.github.backpropbench.benchmark;

import org.jspecify.annotations.NullMarked;
