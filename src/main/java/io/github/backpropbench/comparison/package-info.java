/**
 * Which cells are compared, and what their forks say: from measurements to ratios and verdicts,
 * between cells of one run and between runs. Imports benchmark (which benchmarks measure the
 * machine itself), results and statistics.
 */
@NullMarked
package io.github.backpropbench.comparison;

import org.jspecify.annotations.NullMarked;
