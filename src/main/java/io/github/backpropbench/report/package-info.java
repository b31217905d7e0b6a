/**
 * What results say, for people: sentences, tables and charts as Markdown, for the terminal and as a
 * page. The way goes from {@code analysis} (what is said) over {@code section} to a {@code
 * document}, which {@code render} and {@code html} write down; {@code comparison} does the same for
 * several runs at once, {@code chart} draws what Markdown shows, and {@code export} is for other
 * programs. Imports harness (for the benchmarks' names), comparison, statistics and results.
 */
@NullMarked
package io.github.backpropbench.report;

import org.jspecify.annotations.NullMarked;
