/**
 * Several runs in one report: by what they differ, their environments side by side, and each cell's
 * times with the ratio to the first run's. Imports the report's analysis, document model and
 * formats, comparison and results.
 */
@NullMarked
package io.github.backpropbench.report.runs;

import org.jspecify.annotations.NullMarked;
