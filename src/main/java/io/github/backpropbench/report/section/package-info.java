/**
 * The sections of a run's report: what the analysis found, as sentences and tables. {@code
 * RunSections} lists them all. Imports the report's analysis, chart, formats and document model,
 * harness and benchmark (for what the benchmarks measure), comparison, statistics, results and
 * kernel (for the precisions), and problem (for the targets).
 */
@NullMarked
package io.github.backpropbench.report.section;

import org.jspecify.annotations.NullMarked;
