/**
 * Renders a document as Markdown and as text for a terminal. Every text is made safe for its medium
 * here, wherever it came from. Imports the document model and the formats.
 */
@NullMarked
package io.github.backpropbench.report.render;

import org.jspecify.annotations.NullMarked;
