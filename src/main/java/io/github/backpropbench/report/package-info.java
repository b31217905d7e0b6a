/**
 * What a run says, for people: tables and sentences, as Markdown and for the terminal. Reads
 * results only; imports comparison, statistics and results.
 */
@NullMarked
package io.github.backpropbench.report;

import org.jspecify.annotations.NullMarked;
