/**
 * The sections of a report, a class each: from the analysis to sentences and tables. Imports the
 * report's analysis, formats and document model.
 */
@NullMarked
package io.github.backpropbench.report.section;

import org.jspecify.annotations.NullMarked;
