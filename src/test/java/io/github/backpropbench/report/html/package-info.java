@NullMarked
package io.github.backpropbench.report.html;

import org.jspecify.annotations.NullMarked;
