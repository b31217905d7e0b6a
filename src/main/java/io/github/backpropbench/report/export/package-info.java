/**
 * A run for other programs: a row a fork for spreadsheets and data frames. Imports comparison (for
 * the units of scores) and results.
 */
@NullMarked
package io.github.backpropbench.report.export;

import org.jspecify.annotations.NullMarked;
