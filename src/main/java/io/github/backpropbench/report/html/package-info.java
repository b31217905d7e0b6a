/**
 * The report as one self-contained HTML page: the sections' tables for every reader, and charts of
 * the same figures for those with JavaScript. The scripts and the style sheet are resources beside
 * this package; the scripts draw what {@link io.github.backpropbench.report.html.PageData} holds.
 * Imports the report's analysis, sections, charts, document model and formats.
 */
@NullMarked
package io.github.backpropbench.report.html;

import org.jspecify.annotations.NullMarked;
