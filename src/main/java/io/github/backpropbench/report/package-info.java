/**
 * Results for people to read: sentences, tables and charts as Markdown, as text for a terminal and
 * as a page. {@code analysis} decides what there is to say, {@code section} puts it into a {@code
 * document}, and {@code render} and {@code html} write that out; {@code comparison} does the same
 * for several runs at once, {@code chart} draws the pictures, and {@code export} is for other
 * programs. Imports harness (for the benchmarks' names), comparison, statistics and results.
 */
@NullMarked
package io.github.backpropbench.report;

import org.jspecify.annotations.NullMarked;
