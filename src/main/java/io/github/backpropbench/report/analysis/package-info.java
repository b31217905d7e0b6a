/**
 * What a run's measurements say, whatever form a report has: times, comparisons and their verdicts,
 * which backend is fastest where, what a method costs, how close to the machine's limits it comes.
 * Imports {@code format}, harness and benchmark (for the benchmarks' names and operations),
 * training (for the original experiment), comparison, statistics, results and problem (for shapes).
 */
@NullMarked
package io.github.backpropbench.report.analysis;

import org.jspecify.annotations.NullMarked;
