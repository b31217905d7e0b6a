/**
 * Which cells are compared, and what their forks say: from measurements to ratios and verdicts,
 * between cells of one run and between runs, by scores and by secondary metrics. Imports benchmark
 * (which benchmarks measure the machine itself), results, statistics and problem (how files are
 * opened).
 */
@NullMarked
package io.github.backpropbench.comparison;

import org.jspecify.annotations.NullMarked;
