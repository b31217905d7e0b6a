/**
 * What a run is and what it measured, as records, and the files they are kept in: {@code run.json},
 * the journal {@code measurements.jsonl}, {@code jmh-result.json} and {@code losses.csv}. Reads
 * JMH's own JSON too, whatever program wrote it. Imports {@code problem} and {@code kernel}, whose
 * types are the values of factors.
 */
@NullMarked
package io.github.backpropbench.results;

import org.jspecify.annotations.NullMarked;
