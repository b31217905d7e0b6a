/**
 * The report as one HTML page that needs nothing else: the sections' tables for every reader, and
 * charts over the same figures for those with JavaScript. The scripts and the style are resources
 * beside this package; they draw what {@link io.github.backpropbench.report.html.PageData} holds.
 * Imports the report's analysis, sections, document model and formats.
 */
@NullMarked
package io.github.backpropbench.report.html;

import org.jspecify.annotations.NullMarked;
