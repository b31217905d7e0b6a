/**
 * From a plan to measurements: JMH's options, the forks and their order, profiles, and what is to
 * be known of the machine before the first fork. Imports {@code results} and what is below it.
 */
@NullMarked
package io.github.backpropbench.harness;

import org.jspecify.annotations.NullMarked;
