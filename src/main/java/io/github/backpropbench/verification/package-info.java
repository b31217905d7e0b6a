/**
 * Checks that backends compute what is right: a measured cell against the float64 oracle before it
 * is timed, and whole trainings against PyTorch's. Imports training, the oracle and the fixtures.
 */
@NullMarked
package io.github.backpropbench.verification;

import org.jspecify.annotations.NullMarked;
