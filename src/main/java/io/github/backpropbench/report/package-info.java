/**
 * What results say, for people: sentences and tables as Markdown and for the terminal. The way goes
 * from {@code analysis} (what is said) over {@code section} to a {@code document}, which {@code
 * render} writes down. Imports harness (for the benchmarks' names), comparison, statistics and
 * results.
 */
@NullMarked
package io.github.backpropbench.report;

import org.jspecify.annotations.NullMarked;
