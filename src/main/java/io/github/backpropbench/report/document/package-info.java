/**
 * What a report consists of before it is rendered: sections of paragraphs, lists, tables, code and
 * pictures. All text is plain and may hold anything, as results are input: each renderer makes it
 * safe for its own medium. Imports nothing of this project.
 */
@NullMarked
package io.github.backpropbench.report.document;

import org.jspecify.annotations.NullMarked;
