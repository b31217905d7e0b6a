/**
 * What a run's measurements say, apart from how it is shown: times, comparisons and their verdicts,
 * which backend is fastest where, what a method costs, how close to the machine's limits it comes.
 * Imports harness and benchmark (for the benchmarks' names and operations), training (likewise),
 * comparison, statistics and results.
 */
@NullMarked
package io.github.backpropbench.report.analysis;

import org.jspecify.annotations.NullMarked;
