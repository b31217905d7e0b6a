/**
 * A run for other programs, spreadsheets and data frames: one row per fork, or one row per cell
 * with what the report says about it. Imports report.analysis, comparison, statistics and results.
 */
@NullMarked
package io.github.backpropbench.report.export;

import org.jspecify.annotations.NullMarked;
