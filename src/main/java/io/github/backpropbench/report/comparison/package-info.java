/**
 * A comparison for people and for programs: as a document, and as JSON. Imports the document model,
 * the formats, and {@code comparison}.
 */
@NullMarked
package io.github.backpropbench.report.comparison;

import org.jspecify.annotations.NullMarked;
