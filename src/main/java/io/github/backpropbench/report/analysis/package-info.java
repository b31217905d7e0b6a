/**
 * What a run's measurements say, apart from how it is shown: times, comparisons and their verdicts,
 * which backend is fastest where, what a method costs. Imports harness (for the benchmarks' names),
 * comparison, statistics and results.
 */
@NullMarked
package io.github.backpropbench.report.analysis;

import org.jspecify.annotations.NullMarked;
