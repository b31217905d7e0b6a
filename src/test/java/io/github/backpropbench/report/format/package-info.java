@NullMarked
package io.github.backpropbench.report.format;

import org.jspecify.annotations.NullMarked;
