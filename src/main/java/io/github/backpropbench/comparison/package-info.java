/**
 * Which cells are worth holding against each other, and what their forks say: from measurements to
 * ratios. Imports results and statistics.
 */
@NullMarked
package io.github.backpropbench.comparison;

import org.jspecify.annotations.NullMarked;
