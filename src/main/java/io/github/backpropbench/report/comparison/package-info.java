/**
 * Comparisons of runs for people and for programs: what {@code compare} prints about a baseline and
 * a candidate, as a document and as JSON, and what a {@code report} over several runs says about
 * each of them and the first. Imports the report's analysis, charts, document model, formats,
 * phrases and line breaks (from {@code render}), harness (for the benchmarks' names), comparison,
 * statistics and results.
 */
@NullMarked
package io.github.backpropbench.report.comparison;

import org.jspecify.annotations.NullMarked;
