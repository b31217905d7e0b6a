/**
 * Charts as SVG, for Markdown: the data of one, and how it is drawn. Written by hand rather than
 * with a charting library, as those draw through AWT: that is missing from headless JDKs, measures
 * text by the fonts of the machine (so that no two machines write the same file), and weighs more
 * than all else in the jar for one kind of chart. Imports the report's analysis and formats.
 */
@NullMarked
package io.github.backpropbench.report.chart;

import org.jspecify.annotations.NullMarked;
