/** Figures and foreign texts as people read them, the same in every locale. Imports statistics. */
@NullMarked
package io.github.backpropbench.report.format;

import org.jspecify.annotations.NullMarked;
