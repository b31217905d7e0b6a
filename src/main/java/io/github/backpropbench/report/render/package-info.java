/**
 * From the document to Markdown and to the terminal. Every text is made safe here for its medium,
 * wherever it came from. Imports the document model and the formats.
 */
@NullMarked
package io.github.backpropbench.report.render;

import org.jspecify.annotations.NullMarked;
