/**
 * Charts as SVG: their data, and how they are drawn. No charting library is used, because those
 * draw through AWT. Headless JDKs lack it, it measures text with the machine's own fonts, so that
 * no two machines would write the same file, and such a library would outweigh the rest of the jar
 * for one kind of chart. Imports the report's analysis and formats.
 */
@NullMarked
package io.github.backpropbench.report.chart;

import org.jspecify.annotations.NullMarked;
