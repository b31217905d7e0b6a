/**
 * How figures, foreign texts, shell commands and markup are written, the same in every locale.
 * Imports statistics.
 */
@NullMarked
package io.github.backpropbench.report.format;

import org.jspecify.annotations.NullMarked;
